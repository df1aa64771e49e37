import { useEffect, useRef } from 'react'

import { elapsed } from '@/lib/format.ts'
import { useServices } from '@/lib/services.ts'

interface Props {
  since: number
  /** Counts down to this time instead. */
  until?: boolean
  className?: string
}

/** Time that runs. Writes its own text once a second; nothing above it renders. */
export function Elapsed({ since, until, className }: Props) {
  const { ticker } = useServices()
  const ref = useRef<HTMLTimeElement>(null)
  useEffect(
    () =>
      ticker.watch((now) => {
        const text = elapsed(until ? since - now : now - since)
        if (ref.current && ref.current.textContent !== text) ref.current.textContent = text
      }),
    [ticker, since, until],
  )
  return <time ref={ref} className={className} dateTime={new Date(since).toISOString()} />
}
