import type { ChatKey } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import type { Button, OutMessage, Outbox, Rich } from '../port.ts'

/** Where a running turn is shown: one message, or one draft, whatever happens to single requests. */
export interface StreamTarget {
  /** Shows this now, or as soon as the chat's rate allows. */
  show(rich: Rich): void
  /** Shows no more. Resolves with the message that is in the chat and must become the answer, or null. */
  end(): Promise<number | null>
}

/** How long the end of a turn waits for a first message that is still being sent (milliseconds). */
export const SEND_WAIT_MS = 1500

/** Streams by one message and its edits. */
export function messageTarget(deps: {
  readonly outbox: Outbox
  readonly chat: ChatKey
  readonly buttons: readonly (readonly Button[])[]
  readonly replyTo: number | undefined
  readonly wait: (ms: number) => Promise<void>
}): StreamTarget {
  const { outbox, chat } = deps
  let sent: Promise<Result<number>> | null = null
  let id: number | null = null
  let latest: Rich | null = null
  let ended = false

  const message = (rich: Rich): OutMessage => ({
    rich,
    buttons: deps.buttons,
    silent: true,
    ...(deps.replyTo === undefined ? {} : { replyTo: deps.replyTo }),
  })

  const begin = async (rich: Rich): Promise<void> => {
    sent = outbox.sendPassing(chat, message(rich))
    const result = await sent
    if (!result.ok) {
      sent = null
      return
    }
    id = result.value
    // Show what came while it was being sent. If the turn has ended meanwhile, the answer got a message of its own.
    if (ended) void outbox.remove(chat, id)
    else if (latest !== rich && latest) void outbox.edit(chat, id, message(latest))
  }

  return {
    show(rich) {
      latest = rich
      if (ended) return
      if (id !== null) void outbox.edit(chat, id, message(rich))
      else if (!sent) void begin(rich)
    },
    async end() {
      if (sent && id === null) await Promise.race([sent, deps.wait(SEND_WAIT_MS)])
      ended = true
      return id
    },
  }
}

/** The Bot API's drafts (private chats): a preview that Telegram animates, without a message behind it. */
export interface Drafts {
  /** Fails with a `DraftRefusal` as its code. */
  show(chat: ChatKey, draftId: number, rich: Rich): Promise<Result>
}

/** Streams by drafts, and changes to a message if they are refused. */
export function draftTarget(deps: {
  readonly drafts: Drafts
  readonly chat: ChatKey
  readonly draftId: number
  readonly refused: (code: string) => void
  readonly fallback: () => StreamTarget
  readonly wait: (ms: number) => Promise<void>
}): StreamTarget {
  let instead: StreamTarget | null = null
  let busy: Promise<Result> | null = null
  let waiting: Rich | null = null
  let ended = false

  const push = async (rich: Rich): Promise<void> => {
    busy = deps.drafts.show(deps.chat, deps.draftId, rich)
    const shown = await busy
    busy = null
    if (ended) return
    if (!shown.ok) {
      deps.refused(shown.code)
      instead = deps.fallback()
      instead.show(waiting ?? rich)
      return
    }
    // One request at a time. Of what came meanwhile, only the newest counts.
    const next = waiting
    waiting = null
    if (next) void push(next)
  }

  return {
    show(rich) {
      if (ended) return
      if (instead) instead.show(rich)
      else if (busy) waiting = rich
      else void push(rich)
    },
    async end() {
      ended = true
      // A draft that arrived after the answer would stay below it for half a minute.
      if (busy) await Promise.race([busy, deps.wait(SEND_WAIT_MS)])
      return instead ? instead.end() : null
    },
  }
}
