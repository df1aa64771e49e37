import type { SessionEvent, Sessions } from '../../sessions/api.ts'
import { isCompaction } from '../../sessions/compaction.ts'
import type { Clock } from '../../shared/clock.ts'
import { telegramAddress } from '../../shared/ids.ts'
import type { ChatKey, PromptId } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import type { Prompt } from '../../shared/prompt.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'
import type { ShownMessages } from '../intake/record.ts'
import type { Button, Outbox, OutMessage } from '../port.ts'
import { plain } from '../render/rich.ts'
import { waitingWords } from './waiting-words.ts'

/** A wait this short is over before anybody has read of it (milliseconds). */
const GRACE_MS = 400

export interface WaitingDeps {
  readonly sessions: Pick<Sessions, 'chats' | 'queue' | 'turn' | 'view'>
  readonly outbox: Pick<Outbox, 'send' | 'edit' | 'remove'>
  readonly settings: () => Readonly<Settings>
  /** Where signs stand, over restarts. */
  readonly shown: ShownMessages
  /** Drops the waiting prompt. */
  readonly dropButton: (chat: ChatKey, prompt: PromptId) => Button
  readonly clock: Clock
  readonly log: Log
}

/** The sign of one prompt, as far as this run knows of it. */
interface Sign {
  readonly prompt: Prompt
  words: string
  cancel: () => void
}

/** Shows in its chat that a prompt waits, and on what; takes that back when its turn begins. */
export interface WaitingSigns {
  onEvent(event: SessionEvent): void
  close(): void
}

export function createWaitingSigns(deps: WaitingDeps): WaitingSigns {
  const { sessions, outbox, shown, clock } = deps
  const signs = new Map<PromptId, Sign>()

  /** Null where it no longer waits; empty where it begins in this moment. */
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
    return waitingWords({ place, turnRuns, heldBy: held ? (view?.activity ?? null) : null, slots })
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

  const takeBack = async (id: PromptId): Promise<void> => {
    const at = shown.shownAt(id)
    if (!at) return
    await shown.unshow(id)
    await outbox.remove(at.chat, at.messageId)
  }

  const over = (id: PromptId): void => {
    signs.get(id)?.cancel()
    signs.delete(id)
    guarded(takeBack(id))
  }

  const show = async (sign: Sign): Promise<void> => {
    const { id, chat } = sign.prompt
    const words = wordsFor(sign.prompt)
    if (words === null) return over(id)
    if (words === '') return later(sign)
    sign.words = words
    const sent = await outbox.send(chat, messageOf(sign))
    if (!sent.ok) return
    await shown.show({ type: 'shown', approval: id, chat, messageId: sent.value })
    if (signs.has(id)) update(sign)
    else await takeBack(id)
  }

  const later = (sign: Sign): void => {
    sign.cancel = clock.after(GRACE_MS, () => guarded(show(sign)))
  }

  const update = (sign: Sign): void => {
    const at = shown.shownAt(sign.prompt.id)
    const words = at && wordsFor(sign.prompt)
    if (!at || !words || words === sign.words) return
    sign.words = words
    guarded(outbox.edit(at.chat, at.messageId, messageOf(sign)))
  }

  return {
    onEvent(event) {
      if (event.type === 'prompt accepted') {
        const { prompt, submitted } = event
        if (submitted.state !== 'queued' || !telegramAddress(prompt.chat) || isCompaction(prompt)) return
        const sign: Sign = { prompt, words: '', cancel: () => undefined }
        later(sign)
        signs.set(prompt.id, sign)
      } else if (event.type === 'turn started') {
        if (event.turn.prompt) over(event.turn.prompt.id)
      } else if (event.type === 'turn ended') {
        // A sign of an earlier run, whose prompt was answered from the transcript.
        if (event.final.prompt) over(event.final.prompt.id)
      } else if (event.type === 'prompt removed') {
        over(event.prompt.id)
      } else if (event.type === 'chat changed') {
        for (const sign of signs.values()) if (sign.prompt.chat === event.chat) update(sign)
      }
    },
    close() {
      for (const sign of signs.values()) sign.cancel()
    },
  }
}
