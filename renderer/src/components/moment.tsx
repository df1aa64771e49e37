import { useEffect, useRef } from 'react'

import { clockTime } from '@/lib/format.ts'
import { useLocale } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

/** A time of day, with its date from midnight on. Writes its own text; nothing above it renders. */
export function Moment({ at, className }: { at: number; className?: string }) {
  const { ticker } = useServices()
  const locale = useLocale()
  const ref = useRef<HTMLTimeElement>(null)
  useEffect(
    () =>
      ticker.watch((now) => {
        const text = clockTime(at, now, locale)
        if (ref.current && ref.current.textContent !== text) ref.current.textContent = text
      }),
    [ticker, at, locale],
  )
  return <time ref={ref} className={className} dateTime={new Date(at).toISOString()} />
}
