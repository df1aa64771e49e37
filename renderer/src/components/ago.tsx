import { useEffect, useRef } from 'react'

import { ago } from '@/lib/format.ts'
import { useLocale, useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

/** How long ago something was. Writes its own text; nothing above it renders. */
export function Ago({ at, className }: { at: number; className?: string }) {
  const { ticker } = useServices()
  const t = useT()
  const locale = useLocale()
  const ref = useRef<HTMLTimeElement>(null)
  useEffect(
    () =>
      ticker.watch((now) => {
        const text = ago(at, now, locale, t.common.now)
        if (ref.current && ref.current.textContent !== text) ref.current.textContent = text
      }),
    [ticker, at, locale, t],
  )
  return (
    <time
      ref={ref}
      className={className}
      dateTime={new Date(at).toISOString()}
      title={new Date(at).toLocaleString(locale)}
    />
  )
}
