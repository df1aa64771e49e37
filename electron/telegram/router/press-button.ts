import { errorMessage } from '../../shared/result.ts'
import type { Desk } from '../commands/command.ts'
import { mayRun } from '../commands/registry.ts'
import type { Registry } from '../commands/registry.ts'
import type { TgCallback } from '../intake/update.ts'
import { keyOf } from './address.ts'
import type { Buttons } from './buttons.ts'
import type { Replies } from './replies.ts'

const NO_LONGER_OPEN = 'This is no longer open.'
const TOO_OLD = 'This button is too old. Send the command again.'
const BUTTON_HOURS = 48

export interface ButtonPresserOptions {
  readonly desk: Desk
  readonly registry: Registry
  readonly buttons: Buttons
  readonly replies: Replies
}

/** Carries out what a pressed button stands for, where it may still be pressed, here and by this person. */
export function createButtonPresser({ desk, registry, buttons, replies }: ButtonPresserOptions) {
  const { sessions, outbox, door, log } = desk

  /** What the button means. Null where it is not ours, or not for this chat and this person. */
  const meaningOf = ({ from, message, data }: TgCallback) => {
    const person = door.personOf({ from })
    const record = message && sessions.chat(keyOf(message))
    if (!person || !record || !message || data === undefined) return null
    const pressed = buttons.read(record.key, person.id, data)
    const press = pressed && registry.press(pressed.verb)
    return press && mayRun(press, person) ? { press, pressed, person, record, message } : null
  }

  /** Telegram lets a press be answered once; what comes later is dropped. */
  const toastOnce = (id: string) => {
    let answered = false
    return (text: string, alert?: boolean): void => {
      if (answered) return
      answered = true
      outbox.answerCallback(id, text === '' ? undefined : text, alert).catch((error: unknown) => {
        log.debug('telegram.callback.not-answered', { error: errorMessage(error) })
      })
    }
  }

  return async function pressButton(callback: TgCallback): Promise<void> {
    const meaning = meaningOf(callback)
    const { id, from, message } = callback
    if (!meaning) {
      log.info('audit.button-refused', { by: from.id, chat: message && sessions.chat(keyOf(message))?.key })
      // A stranger's button spins until Telegram gives up on it; not even that tells them more.
      return door.personOf({ from }) === null ? undefined : await outbox.answerCallback(id, NO_LONGER_OPEN)
    }
    const { press, pressed, person, record } = meaning
    const by = { chat: record.key, verb: pressed.verb, by: person.id }
    if (press.lasts !== true && pressed.age > BUTTON_HOURS) {
      log.info('audit.button-too-old', by)
      return await outbox.answerCallback(id, TOO_OLD)
    }
    log.info('telegram.button', by)
    const toast = toastOnce(id)
    const { message_id: messageId } = meaning.message
    if (press.answersItself !== true) toast('')
    try {
      const edit = replies.on(record.key, messageId)
      await press.run({ ...replies.asking(record, person), arg: pressed.arg, messageId, toast, edit })
    } finally {
      toast('')
    }
  }
}
