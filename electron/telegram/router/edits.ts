import { z } from 'zod'

import { promptIdSchema } from '../../shared/ids.ts'
import { attachmentSchema } from '../../shared/prompt.ts'
import { done } from '../../shared/result.ts'
import type { Asking, Desk, Press } from '../commands/command.ts'
import { promptIdOf } from '../intake/prompt-id.ts'
import type { Accepted } from '../intake/record.ts'
import type { TgMessage } from '../intake/update.ts'
import type { Me } from './addressed.ts'
import { textOf } from './prompt-text.ts'

const redoSchema = z.object({
  id: promptIdSchema,
  text: z.string(),
  attachments: z.array(attachmentSchema),
  message: z.number().int(),
})

/** A message that was edited after it was sent: its prompt changes while it waits; once it runs, its sender is asked. */
export function createEdits({ sessions, log }: Desk, me: () => Me) {
  const presses: readonly Press[] = [
    {
      verb: 'redo',
      lasts: true,
      async run({ chat, arg, actor, edit, reply }) {
        const read = redoSchema.safeParse(JSON.parse(arg))
        if (!read.success) return await reply('This is no longer open.')
        const { id, text, attachments, message } = read.data
        log.info('audit.redo', { chat, prompt: id, by: actor.userId })
        // It may have ended while the person was deciding: then another prompt runs now, which must go on.
        const runs = sessions.promptOfMessage(chat, message)?.state === 'running'
        const stopped = runs ? await sessions.stop(chat, actor) : done
        if (!stopped.ok) return await reply(stopped.message)
        const given = await sessions.submit({ id, chat, text, attachments, actor, messageIds: [message] })
        if (!given.ok) return await reply(given.message)
        // What was already waiting goes on waiting, behind it.
        await sessions.movePrompt(id, 0)
        await edit(`${runs ? 'Stopped' : 'It was done meanwhile'}; doing it as you edited it.`)
      },
    },
    { verb: 'keep', lasts: true, run: ({ edit }) => edit('Going on with the message as it was.') },
  ]
  return {
    presses,
    async onEdit({ bot, update }: Accepted, message: TgMessage, { record, person, reply }: Asking): Promise<void> {
      const found = sessions.promptOfMessage(record.key, message.message_id)
      const text = textOf(message, me())
      if (!found || text.trim() === '' || text === found.prompt.text) return
      const part = found.prompt.parts?.find(({ messageId }) => messageId === message.message_id)
      if (part?.text === text) return
      // The prompt holds what was spoken too: the words under it do not take the place of that.
      if (message.voice !== undefined || message.audio !== undefined)
        return await reply(
          'A voice note stays as it was understood. /queue can change or drop its prompt while it waits.',
        )
      if (found.prompt.messageIds.length > 1 && (part === undefined || found.state !== 'waiting'))
        return await reply(
          'This message was joined with others into one prompt. /queue can change or drop it while it waits.',
        )
      const changed =
        found.state === 'waiting' ? await sessions.editPrompt(found.prompt.id, text, message.message_id) : null
      if (changed !== null && !changed.ok) return await reply(changed.message)
      log.info('audit.edit', { chat: record.key, prompt: found.prompt.id, by: person.id })
      if (changed?.value === 'changed') return await reply('The waiting prompt was changed.')
      if (changed?.value === 'done') return
      const { attachments } = found.prompt
      const id = promptIdOf(bot, update.update_id)
      const arg = JSON.stringify({ id, text, attachments, message: message.message_id })
      await reply('Already working on it: stop and redo?', [
        [
          { label: 'Stop and redo', verb: 'redo', arg, person: person.id, style: 'danger' },
          { label: 'Leave it', verb: 'keep', person: person.id },
        ],
      ])
    },
  }
}
