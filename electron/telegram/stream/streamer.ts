import type { Final, SessionEvent, Sessions, TurnView } from '../../sessions/api.ts'
import { isCompaction } from '../../sessions/housekeeping.ts'
import { beginning } from '../../shared/beginning.ts'
import { sleep } from '../../shared/clock.ts'
import type { Clock } from '../../shared/clock.ts'
import { telegramAddress } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Button, Outbox, Rich } from '../port.ts'
import { isPrivate } from '../private-chat.ts'
import { concat, italic, plain } from '../render/rich.ts'
import { preview } from './preview.ts'
import { draftTarget, messageTarget } from './stream-message.ts'
import type { Drafts, StreamTarget } from './stream-message.ts'

/** Telegram shows "typing" for 5 s. */
const TYPING_MS = 4000
/** Between two edits of one message. Faster ones draw 429s that last minutes; after one, the outbox waits longer. */
const EDIT_MS = 1200
/** A draft costs less, but is a request all the same. */
const DRAFT_MS = 700
/** A turn that has said nothing for this long shows its status line (milliseconds). */
const QUIET_MS = 2500
/** How often the elapsed time is updated while nothing else changes (milliseconds). */
const TICK_MS = 8000
/** How much of a prompt from the desktop is shown in its chat (UTF-16 units): it must fit into one message of 4096. */
const SAID = 3000

export interface StreamerDeps {
  readonly sessions: Pick<Sessions, 'chat' | 'turn' | 'subscribe'>
  readonly outbox: Outbox
  /** Null where drafts are not to be used. */
  readonly drafts: Drafts | null
  readonly settings: () => Readonly<Settings>
  /** The Stop button of a chat's running turn. */
  readonly stopButton: (chat: ChatKey) => Button
  readonly render: (markdown: string) => Rich
  readonly clock: Clock
}

export interface Streamer {
  /** Ends the stream and hands the final answer to the outbox. Resolves when it is on disk. */
  finish(final: Final): Promise<void>
  close(): void
}

/** A running turn, as its chat is shown it. */
interface Stream {
  readonly target: StreamTarget
  readonly everyMs: number
  shownAt: number
  cancel: (() => void) | null
  readonly cancelTyping: () => void
}

/** Shows the running turns of Telegram chats. The final answer is the outbox's business. */
export function createStreamer(deps: StreamerDeps): Streamer {
  const { sessions, outbox, clock } = deps
  const streams = new Map<ChatKey, Stream>()
  let draftsWork = deps.drafts !== null
  const chatsWithoutDrafts = new Set<ChatKey>()
  let draftIds = 0

  const preference = (chat: ChatKey): Settings['streaming'] => {
    const own = sessions.chat(chat)?.preferences ?? {}
    const { streaming } = deps.settings()
    return { ...streaming, mode: own.streaming ?? streaming.mode, toolCalls: own.toolCalls ?? streaming.toolCalls }
  }

  /** A prompt from the desktop is shown in its chat, and stays there: both sides see the same conversation. */
  const tellOrigin = ({ chat, prompt }: TurnView): void => {
    if (!prompt || prompt.actor.surface === 'telegram' || prompt.actor.surface === 'switchboard') return
    const text = beginning(prompt.text, SAID)
    void outbox.send(chat, { rich: concat(italic('From the desktop: '), plain(text)), silent: true })
  }

  const typing = (chat: ChatKey): (() => void) => {
    let cancel: () => void = () => undefined
    const again = (): void => {
      outbox.typing(chat)
      cancel = clock.after(TYPING_MS, again)
    }
    again()
    return () => cancel()
  }

  const messages = (turn: TurnView): StreamTarget =>
    messageTarget({
      outbox,
      chat: turn.chat,
      buttons: [[deps.stopButton(turn.chat)]],
      replyTo: sessions.chat(turn.chat)?.kind === 'group' ? turn.prompt?.messageIds[0] : undefined,
      wait: (ms) => sleep(clock, ms),
    })

  const targetFor = (
    turn: TurnView,
    mode: Settings['streaming']['mode'],
  ): { target: StreamTarget; everyMs: number } => {
    const { drafts } = deps
    const hasDrafts = draftsWork && isPrivate(turn.chat) && !chatsWithoutDrafts.has(turn.chat)
    if (mode !== 'auto' || !drafts || !hasDrafts) return { target: messages(turn), everyMs: EDIT_MS }
    const target = draftTarget({
      drafts,
      chat: turn.chat,
      draftId: ++draftIds,
      refused: (code) => {
        if (code === 'no-drafts') draftsWork = false
        if (code === 'no-drafts-here') chatsWithoutDrafts.add(turn.chat)
      },
      fallback: () => messages(turn),
      wait: (ms) => sleep(clock, ms),
    })
    return { target, everyMs: DRAFT_MS }
  }

  const show = (chat: ChatKey, stream: Stream): void => {
    stream.cancel?.()
    stream.cancel = clock.after(TICK_MS, () => show(chat, stream))
    const turn = sessions.turn(chat)
    if (!turn) return
    stream.shownAt = clock.now()
    const toolNames = preference(chat).toolCalls !== 'off'
    stream.target.show(preview({ turn, now: clock.now(), toolNames, render: deps.render }))
  }

  /** Shows the newest text as soon as the rate allows; the very first at once. */
  const moved = (chat: ChatKey, stream: Stream): void => {
    const due = stream.shownAt + stream.everyMs - clock.now()
    // Longer than that only where the clock was set back: the text would stand still until it has caught up.
    if (due <= 0 || due > stream.everyMs) return show(chat, stream)
    stream.cancel?.()
    stream.cancel = clock.after(due, () => show(chat, stream))
  }

  const begin = (turn: TurnView): void => {
    if (!telegramAddress(turn.chat) || isCompaction(turn.prompt)) return
    end(turn.chat)
    tellOrigin(turn)
    const { mode } = preference(turn.chat)
    const cancelTyping = typing(turn.chat)
    const silent: StreamTarget = { show: () => undefined, end: async () => null }
    const { target, everyMs } = mode === 'final' ? { target: silent, everyMs: EDIT_MS } : targetFor(turn, mode)
    const stream: Stream = { target, everyMs, shownAt: 0, cancel: null, cancelTyping }
    stream.cancel = clock.after(QUIET_MS, () => show(turn.chat, stream))
    streams.set(turn.chat, stream)
  }

  const end = (chat: ChatKey): StreamTarget | null => {
    const stream = streams.get(chat)
    if (!stream) return null
    stream.cancel?.()
    stream.cancelTyping()
    streams.delete(chat)
    return stream.target
  }

  const onEvent = (event: SessionEvent): void => {
    if (event.type === 'turn started') begin(event.turn)
    if (event.type !== 'turn progress') return
    const stream = streams.get(event.chat)
    if (stream) moved(event.chat, stream)
  }
  const unsubscribe = sessions.subscribe(onEvent)
  /** Messages of streams that have ended, by their final, until the outbox has it on disk: it may refuse at first. */
  const handedOver = new Map<string, Promise<number | null>>()

  return {
    async finish(final) {
      const ending = handedOver.get(final.id) ?? end(final.chat)?.end() ?? Promise.resolve(null)
      handedOver.set(final.id, ending)
      const messageId = await ending
      await outbox.final(final, messageId === null ? undefined : { messageId })
      handedOver.delete(final.id)
    },
    close() {
      unsubscribe()
      for (const chat of streams.keys()) end(chat)
    },
  }
}
