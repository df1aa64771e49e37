import type { CallOutput } from '@shared/ipc.ts'
import { useEffect, useState } from 'react'

import { useServices } from '@/lib/services.ts'

export type Hit = CallOutput<'history.search'>[number]

/** Shorter words stand everywhere. */
const SHORTEST = 3
const none: readonly Hit[] = []

/** Where the words stand in what was said. Asked for once the typing rests. */
export function useHits(text: string): readonly Hit[] {
  const { client } = useServices()
  const [hits, setHits] = useState(none)
  const wanted = text.length >= SHORTEST

  useEffect(() => {
    if (!wanted) return
    let current = true
    let runs = false
    const search = async () => {
      runs = true
      const reply = await client.ask('history.search', { text, limit: 20 })
      runs = false
      if (current) setHits(reply.ok ? reply.value : none)
    }
    const timer = setTimeout(() => void search(), 250)
    return () => {
      current = false
      clearTimeout(timer)
      // Nobody waits for it any more: main need not read on.
      if (runs) void client.ask('history.search', { text: '', limit: 1 })
    }
  }, [client, text, wanted])
  return wanted ? hits : none
}
