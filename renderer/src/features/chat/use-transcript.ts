import type { ChatKey, SessionId } from '@shared/ids.ts'
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'

import { useServices } from '@/lib/services.ts'

import { notYetSaid, runningAfter } from './running-text.ts'
import { type Positioned, merge, toItems } from './transcript-items.ts'

/** Entries in a page: enough to fill a tall window, few enough to come at once. */
const PAGE = 80

interface Loaded {
  readonly entries: readonly Positioned[]
  /** The first position that the archive still has. */
  readonly first: number
  readonly state: 'loading' | 'ready'
  readonly error: string | null
}

const nothing: Loaded = { entries: [], first: 0, state: 'loading', error: null }

/**
 * The transcript of a chat's current session: the newest page first, older ones when asked for, and the
 * live tail. Made for one session: give the component that uses it the session as its key.
 */
export function useTranscript(chat: ChatKey, session: SessionId | null) {
  const { client } = useServices()
  const [loaded, setLoaded] = useState<Loaded>(session === null ? { ...nothing, state: 'ready' } : nothing)
  const [running, setRunning] = useState<string | null>(null)
  const asking = useRef(false)

  const page = async (before?: number): Promise<void> => {
    if (session === null || asking.current) return
    asking.current = true
    const reply = await client.ask('history.page', {
      session,
      limit: PAGE,
      ...(before === undefined ? {} : { before }),
    })
    asking.current = false
    setLoaded((now) =>
      reply.ok
        ? { entries: merge(reply.value.entries, now.entries), first: reply.value.first, state: 'ready', error: null }
        : { ...now, state: 'ready', error: reply.message },
    )
  }
  const begin = useEffectEvent(() => void page())

  useEffect(() => {
    const leave = client.on('tail', (tail) => {
      if (tail.chat !== chat) return
      setRunning((before) => runningAfter(before, tail))
      if (tail.entries.length > 0) setLoaded((now) => ({ ...now, entries: merge(now.entries, tail.entries) }))
    })
    void client.ask('history.tail', { chat })
    begin()
    return () => {
      leave()
      void client.ask('history.tail', { chat: null })
    }
  }, [client, chat])

  const items = useMemo(() => toItems(loaded.entries), [loaded.entries])
  const unsaid = running === null ? '' : notYetSaid(running, loaded.entries)
  const oldest = loaded.entries[0]?.position
  const hasOlder = oldest !== undefined && oldest > loaded.first
  return {
    items,
    /** What the running turn says and the entries do not; empty between turns. */
    running: unsaid,
    /** The key that the running text will have as an entry: its place and its height stay the same then. */
    runningKey: String((loaded.entries.at(-1)?.position ?? -1) + 1),
    loading: loaded.state === 'loading',
    error: loaded.error,
    hasOlder,
    loadOlder: () => void page(oldest),
    again: () => void page(),
  }
}
