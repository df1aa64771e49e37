import type { SimChat, SimMessage } from '../../simulator/index.ts'
import { DUPLICATE } from '../../telegram/outbox/final-op.ts'
import type { SaidPrompt, World } from './world.ts'

const INTERRUPTED = 'Interrupted while working on: '

const isNotice = (text: string): boolean => text.startsWith(INTERRUPTED)

/** The answer to `remember`: what was said in this conversation, numbered. */
export const isMemory = (text: string): boolean => /^(?:\(may be a duplicate\)\n)?(?:1\. |Nothing was said)/.test(text)

const byBot = (world: World, chat: SimChat): readonly SimMessage[] =>
  world.telegram.allMessages(chat).filter((message) => message.from === 'bot')

/**
 * Messages that stand in the chat as an answer to this prompt. Several prompts of a burst may have been joined to one:
 * then the words of all of them stand in one answer.
 */
export const answersTo = (world: World, { chat, word }: SaidPrompt): readonly SimMessage[] =>
  byBot(world, chat).filter(
    ({ deleted, buttons, text }) =>
      !deleted &&
      buttons.length === 0 &&
      !isNotice(text) &&
      !isMemory(text) &&
      !text.startsWith('Needs approval') &&
      text.includes(word),
  )

/** The person was told, in whatever version of whatever message, that the work on this prompt was cut. */
export const wasAskedAbout = (world: World, { chat, word }: SaidPrompt): boolean =>
  byBot(world, chat).some((message) =>
    [message, ...message.edits].some((version) => isNotice(version.text) && version.text.includes(word)),
  )

/** Answers that are not marked as possible duplicates. */
export const unmarked = (messages: readonly SimMessage[]): readonly SimMessage[] =>
  messages.filter((message) => !message.text.includes(DUPLICATE))

/** Buttons of messages that must not outlive what they are about: a turn, a wait, a permission. */
const PASSING = ['Stop', 'Drop', 'Allow once']

/** Messages that still look as if a turn ran, a prompt waited or a permission was asked. */
export const stillPassing = (world: World, chat: SimChat): readonly SimMessage[] =>
  byBot(world, chat).filter(({ deleted, text, buttons }) => {
    const labels = buttons.flat().map((button) => button.text)
    return !deleted && !isNotice(text) && PASSING.some((label) => labels.some((one) => one.includes(label)))
  })

/** Everything that the bot said in a chat, for the message of a failed check. */
export const transcriptOf = (world: World, chat: SimChat): string =>
  world.telegram
    .allMessages(chat)
    .map(({ from, deleted, text, buttons }) => {
      const labels = buttons.flat().map((button) => button.text)
      return `  ${from}${deleted ? ' (deleted)' : ''}: ${JSON.stringify(text)} ${labels.join('|')}`
    })
    .join('\n')
