import { begun, settle } from '../../sessions/testing/harness.ts'
import type { ChatKey, PromptId } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { fail, ok } from '../../shared/result.ts'
import type { Person, Settings } from '../../shared/settings.ts'
import { createDoor } from '../access/door.ts'
import { createPeople } from '../access/people.ts'
import { allCommands } from '../commands/all.ts'
import type { CommandContext, Desk } from '../commands/command.ts'
import type { CommandPorts } from '../commands/ports.ts'
import type { OutFile, Outbox } from '../port.ts'
import type { Content } from '../render/rich.ts'
import type { ButtonSpec } from '../router/buttons.ts'
import { memorySettings } from './memory-settings.ts'
import { quietOutbox } from './quiet-outbox.ts'

interface Answer {
  readonly text: string
  readonly buttons: readonly ButtonSpec[]
  readonly by: 'reply' | 'edit' | 'toast'
}

const OWNER: Person = { id: 7, name: 'Ann', username: null, role: 'owner', since: 0 }
export const MEMBER: Person = { id: 8, name: 'Bob', username: null, role: 'member', since: 0 }

export const texts = (answers: readonly Answer[]): readonly string[] => answers.map(({ text }) => text)

const answerOf = (by: Answer['by'], content: Content, rows: readonly (readonly ButtonSpec[])[] = []): Answer => ({
  text: typeof content === 'string' ? content : content.text,
  buttons: rows.flat(),
  by,
})

/** The commands over the real domain, without Telegram: what a person types or presses, and what they are told. */
export async function commandRig(
  options: {
    readonly ports?: CommandPorts
    readonly settings?: (settings: Settings) => void
    readonly outbox?: Partial<Outbox>
    readonly openTopic?: Desk['openTopic']
    readonly file?: CommandContext['file']
  } = {},
) {
  const domain = await begun(options.settings ? { settings: options.settings } : {})
  const settings = memorySettings(options.settings)
  const { sessions, clock, key } = domain
  const files: OutFile[] = []
  const reactions: string[] = []
  const desk: Desk = {
    sessions,
    settings,
    outbox: {
      ...quietOutbox,
      sendFile: async (_chat, file) => {
        files.push(file)
        return ok(1)
      },
      react: (_chat, _id, emoji) => void reactions.push(emoji),
      ...options.outbox,
    },
    clock,
    log: silentLog,
    door: createDoor({
      people: createPeople(settings),
      pairings: { found: [], save: () => undefined },
      clock,
      log: silentLog,
    }),
    ports: options.ports ?? {},
    home: '/home/me',
    openTopic: options.openTopic ?? (async () => fail('no-topics', 'This chat has no topics.')),
    button: (_chat, spec) => ({ text: spec.label }),
  }
  const registry = allCommands(desk, [])
  let ids = 0

  const asking = (chat: ChatKey, person: Person, said: Answer[]) => {
    const record = sessions.chat(chat)
    if (!record) throw new Error(`there is no ${chat}`)
    const actor = { surface: 'telegram' as const, userId: person.id, name: person.name }
    const reply: CommandContext['reply'] = async (content, rows) => void said.push(answerOf('reply', content, rows))
    return { chat, record, person, actor, reply }
  }
  return {
    ...domain,
    settings,
    files,
    reactions,
    /** Gives the chat's session a turn. */
    async worked(text = 'fix it'): Promise<void> {
      await domain.say(key, text)
      domain.claude.last.answer('done')
      await settle()
    },
    /** Types a command; resolves with all that was answered. */
    async type(line: string, { chat = key, person = OWNER }: { chat?: ChatKey; person?: Person } = {}) {
      const [, name = '', args = ''] = /^\/(\S+)\s*([\s\S]*)$/.exec(line) ?? []
      const said: Answer[] = []
      const id = ++ids
      await registry.find(name)?.run({
        ...asking(chat, person, said),
        args,
        promptId: `prompt-${id}` as PromptId,
        messageId: id,
        sentAt: clock.advance(2000),
        file: options.file ?? (async () => ok(null)),
      })
      return said
    },
    /** Presses a button; resolves with all that was answered. */
    async press(
      { verb, arg = '' }: Pick<ButtonSpec, 'verb' | 'arg'>,
      { chat = key, person = OWNER }: { chat?: ChatKey; person?: Person } = {},
    ) {
      const said: Answer[] = []
      await registry.press(verb)?.run({
        ...asking(chat, person, said),
        arg,
        messageId: 1,
        toast: (text) => void said.push(answerOf('toast', text)),
        edit: async (content, rows) => void said.push(answerOf('edit', content, rows)),
      })
      return said
    },
  }
}
