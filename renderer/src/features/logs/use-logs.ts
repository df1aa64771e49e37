import { useEffect, useMemo, useState } from 'react'

import { useServices } from '@/lib/services.ts'
import { useAsked } from '@/lib/use-asked.ts'

import { KEPT, type LogLine } from './log-lines.ts'

/** The newest lines, and then each as it is written; many at once are shown together. */
export function useLogs() {
  const { client } = useServices()
  const { value: first, error, again } = useAsked(() => client.ask('logs.page', { limit: 500 }))
  const [since, setSince] = useState<readonly LogLine[]>([])
  useEffect(() => {
    let fresh: LogLine[] = []
    let frame = 0
    const flush = () => {
      frame = 0
      const added = fresh
      fresh = []
      setSince((now) => [...now, ...added].slice(-KEPT))
    }
    const leave = client.on('log', (line) => {
      fresh.push(line)
      frame ||= requestAnimationFrame(flush)
    })
    return () => {
      cancelAnimationFrame(frame)
      leave()
    }
  }, [client])
  const lines = useMemo(() => [...(first ?? []), ...since].slice(-KEPT), [first, since])
  return { lines, error, again }
}
