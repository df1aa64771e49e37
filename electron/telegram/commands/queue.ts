import type { PromptId } from '../../shared/ids.ts'
import type { Prompt } from '../../shared/prompt.ts'
import type { Content } from '../render/rich.ts'
import { bold, concat, lines } from '../render/rich.ts'
import { ago, oneLine, plural } from '../render/words.ts'
import type { ButtonSpec } from '../router/buttons.ts'
import type { Asking, Desk, Family } from './command.ts'

const SHOWN = 12

/** `/queue`: what waits, with buttons to reorder and drop, and by text to edit. */
export function queueCommands({ sessions, clock, log }: Desk): Family {
  const list = ({ chat }: Pick<Asking, 'chat'>): { content: Content; buttons: ButtonSpec[][] } => {
    const waiting = sessions.queue(chat)
    if (waiting.length === 0) return { content: 'Nothing waits.', buttons: [] }
    const shown = waiting.slice(0, SHOWN)
    const line = ({ text, attachments, actor, acceptedAt }: Prompt, index: number): Content =>
      concat(
        bold(`${index + 1}. `),
        oneLine(text, 120) || plural(attachments.length, 'file'),
        ` (${actor.name ?? actor.surface}, ${ago(acceptedAt, clock.now())})`,
      )
    return {
      content: lines(
        bold(`${plural(waiting.length, 'prompt')} waiting`),
        ...shown.map(line),
        waiting.length > SHOWN ? `… and ${waiting.length - SHOWN} more` : '',
        'Change one with /queue edit <number> <text>, or edit its message.',
      ),
      buttons: shown.map(({ id }, index) => [
        ...(index > 0 ? [{ label: `⬆ ${index + 1}`, verb: 'q-up', arg: id }] : []),
        { label: `Drop ${index + 1}`, verb: 'q-drop', arg: id },
      ]),
    }
  }
  const ofChat = (chat: Asking['chat'], id: string): Prompt | undefined =>
    sessions.queue(chat).find((one) => one.id === id)

  return {
    commands: [
      {
        name: 'queue',
        usage: '[edit <n> <text>]',
        description: 'See, change, reorder and drop what waits',
        urgent: true,
        async run({ chat, args, actor, reply }) {
          const [, number, text] = /^edit\s+(\d+)\s+([\s\S]+)$/.exec(args) ?? []
          if (number === undefined || text === undefined) {
            const { content, buttons } = list({ chat })
            return await reply(content, buttons)
          }
          const prompt = sessions.queue(chat)[Number(number) - 1]
          if (!prompt) return await reply(`There is no prompt ${number} waiting.`)
          log.info('audit.edit', { chat, prompt: prompt.id, by: actor.userId })
          const result = await sessions.editPrompt(prompt.id, text)
          await reply(
            result.ok ? (result.value === 'changed' ? 'Changed.' : 'It is being worked on already.') : result.message,
          )
        },
      },
    ],
    presses: [
      {
        verb: 'q-up',
        async run(context) {
          const at = sessions.queue(context.chat).findIndex(({ id }) => id === context.arg)
          if (at > 0) await sessions.movePrompt(context.arg as PromptId, at - 1)
          const { content, buttons } = list(context)
          await context.edit(content, buttons)
        },
      },
      {
        // The button under a message that says "Queued"; that message goes when the prompt does.
        verb: 'unqueue',
        answersItself: true,
        async run({ chat, arg, actor, toast }) {
          const prompt = ofChat(chat, arg)
          if (!prompt) return toast('It no longer waits.')
          const dropped = await sessions.dropPrompt(prompt.id, actor)
          toast(dropped.ok ? 'Dropped' : dropped.message)
        },
      },
      {
        verb: 'q-drop',
        async run(context) {
          const prompt = ofChat(context.chat, context.arg)
          if (prompt) {
            await sessions.dropPrompt(prompt.id, context.actor)
          }
          const { content, buttons } = list(context)
          await context.edit(content, buttons)
        },
      },
    ],
  }
}
