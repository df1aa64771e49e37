import { isAbsolute } from 'node:path'

import { defaultSettings, settingsSchema } from '../../shared/settings.ts'
import type { Person } from '../../shared/settings.ts'
import { bootSeconds, looksLikeToken } from '../../shared/variables.ts'
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

/** What it depends on besides its text whether a value can be used. */
export interface Surroundings {
  /** The Bot API server of the settings file. */
  readonly apiRoot: string
  readonly isDirectory: (path: string) => Promise<boolean>
}

interface Variable {
  readonly path: string
  readonly read: (text: string, around: Surroundings) => unknown
}

const text = (value: string): string => value

/** `none` means "no limit"; the schema decides whether a setting may have none. */
function number(value: string): number | null {
  if (value.toLowerCase() === 'none') return null
  if (!/^[+-]?\d+(\.\d+)?$/.test(value)) throw new Error('expected a number')
  return Number(value)
}

async function directory(value: string, { isDirectory }: Surroundings): Promise<string> {
  if (!isAbsolute(value)) throw new Error('expected an absolute path')
  if (!(await isDirectory(value))) throw new Error('there is no such directory')
  return value
}

/** Telegram itself calls only https; a Bot API server of one's own calls what it is told to. */
function webhook(value: string, { apiRoot }: Surroundings): string {
  const telegram = new URL(apiRoot).host === new URL(defaultSettings().bot.apiRoot).host
  if (!(telegram ? /^https:/i : /^https?:/i).test(value))
    throw new Error(`expected an address that begins with https://${telegram ? '' : ' or http://'}`)
  return value
}

const VARIABLES: Readonly<Record<string, Variable>> = {
  TELEGRAM_API_ROOT: { path: 'bot.apiRoot', read: text },
  WEBHOOK_URL: { path: 'bot.webhookUrl', read: webhook },
  CLAUDE_WORKING_DIR: { path: 'directories.initial', read: directory },
  CLAUDE_CLI_PATH: { path: 'claude.executable', read: text },
  MAX_CONCURRENT_QUERIES: { path: 'claude.maxConcurrentTurns', read: number },
  IDLE_SESSION_CLEANUP_MS: { path: 'retention.idleChatMs', read: number },
  MAX_SESSION_HISTORY_MB: { path: 'retention.historyMbPerSession', read: number },
}
const PEOPLE = 'TELEGRAM_ALLOWED_USERS'
const TOKEN = 'TELEGRAM_BOT_TOKEN'
const BOOT_SECONDS = 'SWITCHBOARD_BOOT_SECONDS'

/** Why settings do not fit, in words, or undefined where they do. Of settings that fitted before, it is about the change. */
export const misfit = (settings: JsonObject): string | undefined =>
  settingsSchema.safeParse(settings).error?.issues[0]?.message

async function readValue({ path, read }: Variable, value: string, around: Surroundings): Promise<unknown> {
  const found = await read(value, around)
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

/**
 * Reads our variables. A value that does not fit is named in `bad`, and the setting keeps the file's value. Also names
 * what the desktop cannot use of its own two variables, the token and the limit of the start: one place names them all.
 */
export async function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  around: Surroundings,
): Promise<Overrides> {
  const values: Record<string, unknown> = {}
  const names: Record<string, string> = {}
  const bad: { name: string; message: string }[] = []
  let people: Person[] = []

  const attempt = async (name: string, use: (value: string) => void | Promise<void>, secret = false) => {
    const value = environment[name]?.trim()
    if (value === undefined || value === '') return
    try {
      await use(value)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      bad.push({ name, message: `${name} is set to ${secret ? 'what' : `“${value}”, which`} cannot be used: ${why}.` })
    }
  }

  for (const [name, variable] of Object.entries(VARIABLES))
    await attempt(name, async (value) => {
      const apiRoot = values['bot.apiRoot'] as string | undefined
      values[variable.path] = await readValue(variable, value, { ...around, ...(apiRoot && { apiRoot }) })
      names[variable.path] = name
    })
  await attempt(PEOPLE, (value) => {
    people = readPeople(value)
  })
  const isToken = (value: string): void => {
    if (!looksLikeToken(value)) throw new Error('a bot token is numbers, a colon and letters, as BotFather shows it')
  }
  await attempt(TOKEN, isToken, true)
  await attempt(BOOT_SECONDS, (value) => {
    if (bootSeconds(value) === null) throw new Error('expected seconds, above 0 and at most 86400; the limit stays 60')
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
