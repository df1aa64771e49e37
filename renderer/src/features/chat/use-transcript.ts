import type { ChatKey, SessionId } from '@shared/ids.ts'
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'

import { useServices } from '@/lib/services.ts'

import { type Loaded, afterPage, afterTail, nothingLoaded } from './loaded.ts'
import { notYetSaid, runningAfter } from './running-text.ts'
import { toItems } from './transcript-items.ts'

/** Entries in a page: enough to fill a tall window, few enough to come at once. */
const PAGE = 80

interface Wanted {
  readonly chat: ChatKey
  readonly session: SessionId | null
  /** It is the chat's current session: what happens in it is shown as it happens. */
  readonly current: boolean
  /** The position to open at; null for the newest. Read when the hook begins. */
  readonly at: number | null
}

/**
 * The transcript of a session: the newest page or one around a place first, others when asked for, and the live
 * tail. Made for one session: give the component that uses it the session as its key.
 */
export function useTranscript({ chat, session, current, at }: Wanted) {
  const { client } = useServices()
  const [loaded, setLoaded] = useState<Loaded>(nothingLoaded(session === null ? 'ready' : 'loading'))
  const [running, setRunning] = useState<string | null>(null)
  const asking = useRef(false)

  const page = async (where: { before?: number; after?: number }, anew = false): Promise<void> => {
    if (session === null || asking.current) return
    asking.current = true
    const reply = await client.ask('history.page', { session, limit: PAGE, ...where })
    asking.current = false
    setLoaded((now) => afterPage(anew ? nothingLoaded('ready') : now, reply))
  }
  const first = () => page(at === null ? {} : { before: at + PAGE / 2 })
  const begin = useEffectEvent(() => void first())

  useEffect(() => {
    if (!current) return begin()
    const leave = client.on('tail', (tail) => {
      if (tail.chat !== chat) return
      setRunning((before) => runningAfter(before, tail))
      setLoaded((now) => afterTail(now, tail.entries))
    })
    // The tail first: what is written between the two then comes by both, and not by neither.
    void client.ask('history.tail', { chat }).then(() => begin())
    return () => {
      leave()
      void client.ask('history.tail', { chat: null })
    }
  }, [client, chat, current])

  const { entries } = loaded
  const items = useMemo(() => toItems(entries), [entries])
  const oldest = entries[0]?.position
  const newest = entries.at(-1)?.position ?? -1
  const hasNewer = entries.length > 0 && newest + 1 < loaded.end
  return {
    items,
    /** What the running turn says and the entries do not; empty between turns and away from the newest. */
    running: running === null || hasNewer ? '' : notYetSaid(running, entries),
    /** The key that the running text will have as an entry: its place and its height stay the same then. */
    runningKey: String(newest + 1),
    loading: loaded.state === 'loading',
    error: loaded.error,
    hasNewer,
    loadOlder: () => void (oldest !== undefined && oldest > loaded.first && page({ before: oldest })),
    loadNewer: () => void (hasNewer && page({ after: newest })),
    toNewest: () => void page({}, true),
    again: () => void first(),
  }
}
