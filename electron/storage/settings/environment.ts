import { isAbsolute } from 'node:path'

import { settingsSchema } from '../../shared/settings.ts'
import type { Person } from '../../shared/settings.ts'
import type { JsonObject } from '../store/format.ts'
import { withValue } from './paths.ts'

/** What the environment overrides in the settings file. */
export interface Overrides {
  /** Dotted path → value. */
  readonly values: Readonly<Record<string, unknown>>
  /** Dotted path → name of the variable. */
  readonly names: Readonly<Record<string, string>>
  /** Let in beside the people of the file: the first is the owner. */
  readonly people: readonly Person[]
  /** Variables that could not be used. */
  readonly bad: readonly { readonly name: string; readonly message: string }[]
}

interface Variable {
  readonly path: string
  readonly read: (text: string) => unknown
}

const text = (value: string): string => value

/** `none` means "no limit"; the schema decides whether a setting may have none. */
function number(value: string): number | null {
  if (value.toLowerCase() === 'none') return null
  if (!/^[+-]?\d+(\.\d+)?$/.test(value)) throw new Error('expected a number')
  return Number(value)
}

function directory(value: string): string {
  if (!isAbsolute(value)) throw new Error('expected an absolute path')
  return value
}

const VARIABLES: Readonly<Record<string, Variable>> = {
  TELEGRAM_API_ROOT: { path: 'bot.apiRoot', read: text },
  WEBHOOK_URL: { path: 'bot.webhookUrl', read: text },
  CLAUDE_WORKING_DIR: { path: 'directories.initial', read: directory },
  CLAUDE_CLI_PATH: { path: 'claude.executable', read: text },
  MAX_CONCURRENT_QUERIES: { path: 'claude.maxConcurrentTurns', read: number },
  IDLE_SESSION_CLEANUP_MS: { path: 'retention.idleChatMs', read: number },
  MAX_SESSION_HISTORY_MB: { path: 'retention.historyMbPerSession', read: number },
}
const PEOPLE = 'TELEGRAM_ALLOWED_USERS'

/** Why settings do not fit, in words, or undefined where they do. Of settings that fitted before, it is about the change. */
export const misfit = (settings: JsonObject): string | undefined =>
  settingsSchema.safeParse(settings).error?.issues[0]?.message

function readValue({ path, read }: Variable, value: string): unknown {
  const found = read(value)
  const why = misfit(withValue({}, path.split('.'), found))
  if (why !== undefined) throw new Error(why)
  return found
}

/** Telegram user ids, separated by commas or spaces. A word that is none spoils the list: nobody is let in by a guess. */
function readPeople(value: string): Person[] {
  return value
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
    .map((part, index) => {
      if (!/^[1-9]\d{0,15}$/.test(part)) throw new Error(`“${part}” is not a Telegram user id (digits only)`)
      return { id: Number(part), name: '', username: null, role: index === 0 ? 'owner' : 'member', since: 0 }
    })
}

/** Reads our variables. A value that does not fit is named in `bad`, and the setting keeps the file's value. */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): Overrides {
  const values: Record<string, unknown> = {}
  const names: Record<string, string> = {}
  const bad: { name: string; message: string }[] = []
  let people: Person[] = []

  const attempt = (name: string, use: (value: string) => void) => {
    const value = environment[name]?.trim()
    if (value === undefined || value === '') return
    try {
      use(value)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      bad.push({ name, message: `${name} is set to “${value}”, which cannot be used: ${why}.` })
    }
  }

  for (const [name, variable] of Object.entries(VARIABLES))
    attempt(name, (value) => {
      values[variable.path] = readValue(variable, value)
      names[variable.path] = name
    })
  attempt(PEOPLE, (value) => {
    people = readPeople(value)
  })
  return { values, names, people, bad }
}

/**
 * People of the file and of the environment, each once. The first of the environment is the owner, except where
 * the file has an owner already: there is one owner, and pairing is not undone by a variable.
 */
export function joinPeople(stored: readonly Person[], added: readonly Person[]): Person[] {
  const ownerThere = stored.some((person) => person.role === 'owner')
  const known = new Set(stored.map((person) => person.id))
  const owner = ownerThere ? undefined : added[0]?.id
  return [
    ...stored.map((person) => (person.id === owner ? { ...person, role: 'owner' as const } : person)),
    ...added
      .filter((person, index) => !known.has(person.id) && added.findIndex(({ id }) => id === person.id) === index)
      .map((person) => ({ ...person, role: person.id === owner ? ('owner' as const) : ('member' as const) })),
  ]
}
