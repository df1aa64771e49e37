import type { SessionEvent, Sessions } from '../../sessions/api.ts'
import type { Clock } from '../../shared/clock.ts'
import type { ChatKey, SessionId } from '../../shared/ids.ts'
import type { EventData } from '../../shared/ipc.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import type { History } from '../../storage/port.ts'

/** How often the open chat's text moves on screen. */
export const TAIL_EVERY_MS = 50
/** Entries in one event; more follow in the next. */
const ENTRIES_AT_ONCE = 200

/** The live tail of the one chat that is open in the window. */
export interface Tail {
  /** Begins with what is new from now on; null ends it. */
  follow(chat: ChatKey | null): Promise<void>
  /** The window is seen again: what came meanwhile is sent. */
  catchUp(): void
  close(): void
}

interface TailDeps {
  readonly sessions: Pick<Sessions, 'subscribe' | 'chat' | 'turn'>
  readonly history: Pick<History, 'page'>
  readonly clock: Clock
  readonly log: Log
  readonly send: (data: EventData<'tail'>) => void
  /** Somebody can see the window: nothing is read or sent while not. */
  readonly isSeen: () => boolean
}

const chatOf = (event: SessionEvent): ChatKey | null => {
  switch (event.type) {
    case 'turn started':
      return event.turn.chat
    case 'turn ended':
      return event.final.chat
    case 'prompt accepted':
    case 'prompt removed':
      return event.prompt.chat
    case 'approval opened':
    case 'approval closed':
      return event.approval.chat
    default:
      return event.chat
  }
}

export function createTail({ sessions, history, clock, log, send, isSeen }: TailDeps): Tail {
  let chat: ChatKey | null = null
  let session: SessionId | null = null
  /** The position after the last entry that was sent. */
  let end = 0
  let cancel: (() => void) | null = null
  let reading = false
  /** Grows with each `follow`, so that an answer to an older one is dropped. */
  let round = 0

  const read = async (of: ChatKey): Promise<void> => {
    const current = sessions.chat(of)?.currentSession ?? null
    if (current !== session) {
      session = current
      end = 0
    }
    const entries = current ? (await history.page(current, { after: end - 1, limit: ENTRIES_AT_ONCE })).entries : []
    if (chat !== of) return
    end = Math.max(end, ...entries.map(({ position }) => position + 1))
    send({ chat: of, entries, running: sessions.turn(of)?.text ?? null })
    if (entries.length === ENTRIES_AT_ONCE) schedule()
  }

  const flush = (): void => {
    cancel = null
    if (!chat || !isSeen()) return
    if (reading) return schedule()
    reading = true
    void read(chat)
      .catch((error: unknown) => log.warn('desktop.tail.fault', { chat, message: errorMessage(error) }))
      .finally(() => (reading = false))
  }

  const schedule = (): void => {
    cancel ??= clock.after(TAIL_EVERY_MS, flush)
  }

  const leave = sessions.subscribe((event) => {
    if (chat && chatOf(event) === chat) schedule()
  })

  const stop = (): void => {
    cancel?.()
    cancel = null
    chat = null
  }

  return {
    async follow(next) {
      stop()
      const mine = ++round
      if (!next) return
      const current = sessions.chat(next)?.currentSession ?? null
      const from = current ? (await history.page(current, { limit: 1 })).end : 0
      if (mine !== round) return
      session = current
      end = from
      chat = next
      schedule()
    },
    catchUp: () => {
      if (chat) schedule()
    },
    close() {
      leave()
      stop()
      round += 1
    },
  }
}
