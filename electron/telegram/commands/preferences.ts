import type { ChatPreferences } from '../../shared/chat.ts'
import { chatPreferencesSchema } from '../../shared/chat.ts'
import type { Settings } from '../../shared/settings.ts'
import { bold, concat, lines } from '../render/rich.ts'
import type { Content } from '../render/rich.ts'
import type { ButtonSpec } from '../router/buttons.ts'
import type { Asking, Desk, Family } from './command.ts'

type Value = string | number | boolean | null

interface Choice {
  readonly key: keyof ChatPreferences
  readonly label: string
  readonly values: readonly Value[]
  readonly inForce: (settings: Readonly<Settings>) => Value
}

/** What a chat may prefer over the settings, in the order in which it is shown. */
const CHOICES: readonly Choice[] = [
  {
    key: 'autoCompactTurns',
    label: 'Compact after turns',
    values: [20, 50, 100, null],
    inForce: ({ claude }) => claude.autoCompactTurns,
  },
  {
    key: 'showTranscription',
    label: 'Show transcription',
    values: [true, false],
    inForce: ({ voice }) => voice.showTranscription,
  },
  {
    key: 'toolCalls',
    label: 'Tool calls',
    values: ['off', 'names', 'details'],
    inForce: ({ streaming }) => streaming.toolCalls,
  },
  {
    key: 'streaming',
    label: 'Streaming',
    values: ['auto', 'edit', 'final'],
    inForce: ({ streaming }) => streaming.mode,
  },
  { key: 'facts', label: 'Facts after a turn', values: [true, false], inForce: ({ streaming }) => streaming.facts },
  { key: 'notifications', label: 'Notifications', values: ['all', 'needs-you', 'off'], inForce: () => 'all' },
]

const word = (value: Value): string =>
  value === null ? 'never' : value === true ? 'on' : value === false ? 'off' : String(value)

const valueOf = ({ key, inForce }: Choice, preferences: ChatPreferences, settings: Readonly<Settings>): Value => {
  const own = preferences[key] as Value | undefined
  return own === undefined ? inForce(settings) : own
}

/** The value after this one; after the last, the first. Pure. */
export const nextValue = (values: readonly Value[], now: Value): Value =>
  values[(values.indexOf(now) + 1) % values.length] ?? null

/** `/settings`: what this chat prefers, changed by a tap. */
export function preferenceCommands({ sessions, settings }: Desk): Family {
  const view = (preferences: ChatPreferences): { content: Content; buttons: ButtonSpec[][] } => ({
    content: lines(
      bold('Settings of this chat'),
      ...CHOICES.map((choice) =>
        concat(`${choice.label}: `, bold(word(valueOf(choice, preferences, settings.current)))),
      ),
      'A tap changes one. Model and mode: /model, /mode.',
    ),
    buttons: CHOICES.map((choice) => [
      {
        label: `${choice.label}: ${word(valueOf(choice, preferences, settings.current))}`,
        verb: 'prefer',
        arg: choice.key,
      },
    ]),
  })
  return {
    commands: [
      {
        name: 'settings',
        description: 'What this chat prefers',
        async run({ record, reply }) {
          const { content, buttons } = view(record.preferences)
          await reply(content, buttons)
        },
      },
    ],
    presses: [
      {
        verb: 'prefer',
        async run({ chat, record, arg, actor, edit, reply }: Asking & { arg: string; edit: Asking['reply'] }) {
          const choice = CHOICES.find(({ key }) => key === arg)
          if (!choice) return
          const value = nextValue(choice.values, valueOf(choice, record.preferences, settings.current))
          const change = chatPreferencesSchema.partial().parse({ [choice.key]: value })
          const result = await sessions.setPreferences(chat, change, actor)
          if (!result.ok) return await reply(result.message)
          const { content, buttons } = view({ ...record.preferences, ...change })
          await edit(content, buttons)
        },
      },
    ],
  }
}
