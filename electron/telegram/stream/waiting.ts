import type { SessionEvent, Sessions } from '../../sessions/api.ts'
import { isCompaction } from '../../sessions/housekeeping.ts'
import { activityWords } from '../../shared/activity.ts'
import type { Clock } from '../../shared/clock.ts'
import { telegramAddress } from '../../shared/ids.ts'
import type { ChatKey, PromptId } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import type { Prompt } from '../../shared/prompt.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Button, Outbox, OutMessage } from '../port.ts'
import { plain } from '../render/rich.ts'
import { waitingWords } from './waiting-words.ts'

/** A shorter wait is over before anybody could read about it (milliseconds). */
const GRACE_MS = 400

export interface WaitingDeps {
  readonly sessions: Pick<Sessions, 'chats' | 'queue' | 'turn' | 'view'>
  readonly outbox: Pick<Outbox, 'sendPassing' | 'edit' | 'remove'>
  readonly settings: () => Readonly<Settings>
  /** Drops the waiting prompt. */
  readonly dropButton: (chat: ChatKey, prompt: PromptId) => Button
  readonly clock: Clock
  readonly log: Log
}

/** The message that says that one prompt waits. */
interface Sign {
  readonly prompt: Prompt
  words: string
  messageId: number | null
  cancel: () => void
}

/**
 * Shows in its chat that a prompt waits, and for what; removes the message when its turn begins. After a restart the outbox
 * removes what an earlier run left, and prompts that still wait get new messages.
 */
export interface WaitingSigns {
  onEvent(event: SessionEvent): void
  close(): void
}

export function createWaitingSigns(deps: WaitingDeps): WaitingSigns {
  const { sessions, outbox, clock } = deps
  const signs = new Map<PromptId, Sign>()

  /** Null if it no longer waits; empty if it is just about to begin. */
  const wordsFor = ({ chat, id }: Prompt): string | null => {
    const place = sessions.queue(chat).findIndex((waiting) => waiting.id === id)
    if (place === -1) return null
    const turnRuns = sessions.turn(chat) !== undefined
    const view = sessions.view(chat)
    // Without a turn, "working" is a child of an earlier run and "needs answer" a question about one.
    const held = !turnRuns && (view?.status === 'working' || view?.status === 'needs answer')
    const slots = deps.settings().claude.maxConcurrentTurns
    const running = sessions.chats().filter(({ key }) => sessions.turn(key)?.prompt).length
    if (place === 0 && !turnRuns && !held && running < slots) return ''
    return waitingWords({ place, turnRuns, heldBy: held && view.activity ? activityWords(view.activity) : null, slots })
  }

  const messageOf = ({ prompt: { id, chat, messageIds }, words }: Sign): OutMessage => ({
    rich: plain(words),
    silent: true,
    buttons: [[deps.dropButton(chat, id)]],
    ...(messageIds[0] === undefined ? {} : { replyTo: messageIds[0] }),
  })

  const guarded = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => deps.log.warn('telegram.waiting', { error: errorMessage(error) }))
  }

  const over = (sign: Sign): void => {
    sign.cancel()
    if (signs.get(sign.prompt.id) === sign) signs.delete(sign.prompt.id)
    if (sign.messageId !== null) guarded(outbox.remove(sign.prompt.chat, sign.messageId))
  }

  const show = async (sign: Sign): Promise<void> => {
    const { id, chat } = sign.prompt
    const words = wordsFor(sign.prompt)
    if (words === null) return over(sign)
    if (words === '') return later(sign)
    sign.words = words
    const sent = await outbox.sendPassing(chat, messageOf(sign))
    // Lost: nobody would see the wait. Where it did arrive, the outbox takes the first one away.
    if (!sent.ok) return sent.code === 'lost' ? later(sign) : undefined
    sign.messageId = sent.value
    if (signs.get(id) === sign) update(sign)
    else over(sign)
  }

  const later = (sign: Sign): void => {
    sign.cancel = clock.after(GRACE_MS, () => guarded(show(sign)))
  }

  const update = (sign: Sign): void => {
    const { prompt, messageId } = sign
    const words = wordsFor(prompt)
    if (messageId === null || !words || words === sign.words) return
    sign.words = words
    guarded(outbox.edit(prompt.chat, messageId, messageOf(sign)))
  }

  const begin = (prompt: Prompt): void => {
    if (signs.has(prompt.id) || !telegramAddress(prompt.chat) || isCompaction(prompt)) return
    const sign: Sign = { prompt, words: '', messageId: null, cancel: () => undefined }
    later(sign)
    signs.set(prompt.id, sign)
  }

  const end = (id: PromptId | undefined): void => {
    const sign = id && signs.get(id)
    if (sign) over(sign)
  }

  return {
    onEvent(event) {
      if (event.type === 'prompt accepted' && event.submitted.state === 'queued') begin(event.prompt)
      else if (event.type === 'turn started') end(event.turn.prompt?.id)
      else if (event.type === 'prompt removed') end(event.prompt.id)
      else if (event.type === 'chat changed') {
        // After a restart, prompts that wait are not announced as accepted.
        for (const prompt of sessions.queue(event.chat)) begin(prompt)
        for (const sign of signs.values()) if (sign.prompt.chat === event.chat) update(sign)
      }
    },
    close() {
      for (const sign of signs.values()) sign.cancel()
    },
  }
}
