import type { BotApi, Person, SimChat, SimMessage } from '../../simulator/index.ts'
import type { Random } from './random.ts'

/** Buttons that a person presses as soon as they see them. */
const ANSWERS = ['Continue', 'Allow once']

/** Somebody who answers what the bot asks: "Interrupted while working" and permissions. */
export interface Attendant {
  /** Stops pressing. */
  leave(): void
}

/** Presses each button once. With `random`, one interrupted prompt in four is dropped instead. */
export function attend(telegram: BotApi, chats: readonly SimChat[], person: Person, random?: Random): Attendant {
  const pressed = new Set<string>()

  const answer = (message: SimMessage): void => {
    const labels = new Set(message.buttons.flat().map((button) => button.text))
    const label = ANSWERS.find((one) => labels.has(one))
    const key = `${message.chat.id}:${message.id}`
    if (!label || message.deleted || pressed.has(key)) return
    pressed.add(key)
    telegram.press(message, label === 'Continue' && random?.chance(0.25) ? 'Drop' : label, { by: person })
  }

  const look = (): void => {
    for (const chat of chats) for (const message of telegram.messages(chat, { from: 'bot' })) answer(message)
  }
  const leave = telegram.onChange(look)
  return { leave }
}
