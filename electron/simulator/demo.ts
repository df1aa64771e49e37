import type { MessageEntity } from 'grammy/types'

import { type Clock, systemClock } from '../shared/clock.ts'
import type { DemoMark } from '../shared/demo-mark.ts'
import type { SimMessage } from './botapi/api.ts'
import { createBotApi } from './botapi/create.ts'
import { createModel } from './model/create.ts'
import { installDemoScript } from './model/demo-script.ts'

/** A draft is a preview of 30 s (Bot API, sendMessageDraft). */
const DRAFT_MS = 30_000

/** A message as the demo's pane shows it; the same form as the `demo.messages` call. */
export interface DemoMessage {
  readonly id: number
  readonly from: 'you' | 'bot'
  readonly text: string
  readonly marks: DemoMark[]
  readonly buttons: { text: string; data: string }[][]
  readonly at: number
}

/** A Telegram and an Anthropic of its own on loopback, with one person in a private chat with the bot. */
export interface Demo {
  readonly apiRoot: string
  readonly token: string
  /** The only person there is; let them in as the owner. */
  readonly userId: number
  readonly anthropicBaseUrl: string
  readonly apiKey: string
  /** The working directory for the demo's chats, as it was given. */
  readonly directory: string
  messages(): DemoMessage[]
  say(text: string): void
  /** Presses a button. Throws where the message has no such button any more. */
  press(message: number, data: string): void
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

/** Telegram's entities that change how a text looks; mentions, commands and the like do not. */
const KINDS: Readonly<Partial<Record<MessageEntity['type'], DemoMark['kind']>>> = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  strikethrough: 'strikethrough',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
  text_link: 'link',
}

/** The marks of a text that begins so many units later than its entities say. */
const marksOf = (entities: readonly MessageEntity[], later: number): DemoMark[] =>
  entities.flatMap(({ type, offset, length }) => {
    const kind = KINDS[type]
    return kind === undefined ? [] : [{ kind, offset: offset + later, length }]
  })

function shown(message: SimMessage): DemoMessage {
  const file = message.file ? `[${message.file.kind}: ${message.file.name}] ` : ''
  return {
    id: message.id,
    from: message.from === 'bot' ? 'bot' : 'you',
    text: `${file}${message.text}`.trim(),
    marks: marksOf(message.entities, file.length),
    buttons: message.buttons.map((row) =>
      row.flatMap((button) => ('callback_data' in button ? [{ text: button.text, data: button.callback_data }] : [])),
    ),
    at: message.at,
  }
}

/** Starts the demo: nothing leaves the machine, no account is needed. Rates are Telegram's own. */
export const startDemo = async (options: { readonly dir: string; readonly clock?: Clock }): Promise<Demo> => {
  const { clock = systemClock } = options
  const telegram = await createBotApi({
    clock,
    username: 'switchboard_demo_bot',
    name: 'Switchboard demo',
    limits: true,
  })
  const model = await createModel({ clock, chunkSize: 10, chunkDelayMs: 45 })
  installDemoScript(model)
  const you = telegram.person({ name: 'You', username: 'you', language: 'en' })
  const chat = telegram.privateChat(you)

  /** The draft that still shows: newer than the bot's last message, and not faded. */
  const draft = (): DemoMessage[] => {
    const last = telegram.drafts(chat).at(-1)
    const sent = (message: SimMessage): number => message.edits[0]?.at ?? message.at
    const answered = telegram.messages(chat, { from: 'bot' }).some((message) => last && sent(message) >= last.at)
    if (!last || answered || clock.now() - last.at > DRAFT_MS) return []
    return [
      {
        id: -last.id,
        from: 'bot',
        text: last.text || 'Thinking…',
        marks: marksOf(last.entities, 0),
        buttons: [],
        at: last.at,
      },
    ]
  }

  return {
    apiRoot: telegram.url,
    token: telegram.token,
    userId: you.id,
    anthropicBaseUrl: model.url,
    apiKey: model.apiKey,
    directory: options.dir,
    messages: () => [...telegram.messages(chat).map(shown), ...draft()],
    say: (text) => {
      telegram.say(chat, you, text)
    },
    press: (message, data) => {
      const pressed = telegram.messages(chat).find(({ id }) => id === message)
      if (!pressed) throw new Error('That message is no longer there.')
      telegram.press(pressed, data)
    },
    onChange: telegram.onChange,
    close: async () => {
      await Promise.all([telegram.close(), model.close()])
    },
  }
}
