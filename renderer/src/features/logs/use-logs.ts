import { useEffect, useMemo, useState } from 'react'

import { useServices } from '@/lib/services.ts'
import { useAsked } from '@/lib/use-asked.ts'

import { KEPT, type LogLine, type NumberedLine } from './log-lines.ts'

/** Lines from before the window looked count backwards from the first it saw. */
const before = (line: LogLine, index: number, all: readonly LogLine[]): NumberedLine => ({
  ...line,
  n: index - all.length,
})

/** The newest lines (`coming` until they are here), and then each as it is written; many at once are shown together. */
export function useLogs() {
  const { client } = useServices()
  const { value: first, error, again } = useAsked(() => client.ask('logs.page', { limit: 500 }))
  const [since, setSince] = useState<readonly NumberedLine[]>([])
  useEffect(() => {
    let fresh: NumberedLine[] = []
    let n = 0
    let frame = 0
    const flush = () => {
      frame = 0
      const added = fresh
      fresh = []
      setSince((now) => [...now, ...added].slice(-KEPT))
    }
    const leave = client.on('log', (line) => {
      fresh.push({ ...line, n: n++ })
      frame ||= requestAnimationFrame(flush)
    })
    return () => {
      cancelAnimationFrame(frame)
      leave()
    }
  }, [client])
  const lines = useMemo(() => [...(first ?? []).map(before), ...since].slice(-KEPT), [first, since])
  return { lines, coming: first === null && error === null, error, again }
}
