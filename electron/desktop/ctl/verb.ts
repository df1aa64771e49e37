import type { ChatKey, SessionId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import { fail, ok } from '../../shared/result.ts'
import type { DesktopPorts } from '../ports.ts'
import type { CtlReply } from './protocol.ts'

/** What a verb gets. */
export interface VerbCall {
  readonly ports: DesktopPorts
  readonly args: readonly string[]
  readonly options: Readonly<Record<string, string | boolean>>
  /** The client's working directory: what a path among the words is relative to. Absolute. */
  readonly cwd: string
  /** The client has gone: stop waiting. */
  readonly aborted: AbortSignal
}

/** One verb of `switchboard ctl`. The tables of help and completion are made from these. */
export interface Verb {
  readonly name: string
  /** `CHAT TEXT…`. */
  readonly usage: string
  /** More words than this are a mistake; any number where it is not given. */
  readonly most?: number
  readonly help: string
  readonly options?: Readonly<Record<string, VerbOption>>
  run(call: VerbCall): Promise<CtlReply>
}

/** An option of a verb. */
export interface VerbOption {
  /** A number is not negative, and reaches the verb as it was written. */
  readonly type: 'boolean' | 'string' | 'number'
  /** Of a number: only a whole one, from here to there. */
  readonly whole?: { readonly from: number; readonly to?: number }
  /** What the value is, in the help. */
  readonly value?: string
  readonly help: string
}

/** Turns a domain result into a reply. */
export const replied = <T>(result: Result<T>, text: string | ((value: T) => string)): CtlReply =>
  result.ok
    ? { ok: true, value: result.value ?? null, text: typeof text === 'string' ? text : text(result.value) }
    : { ok: false, code: result.code, message: result.message }

export const said = (value: unknown, text: string): CtlReply => ({ ok: true, value, text })

export const usage = (message: string): CtlReply => ({ ok: false, code: 'usage', message })

/**
 * A chat by key, or by a title that only one chat has. Of namesakes the one that is not archived is meant; the archived
 * one where `archived` says so.
 */
export function chatNamed(ports: DesktopPorts, name: string | undefined, archived = false): Result<ChatKey> {
  if (!name) return fail('usage', 'Name a chat: its key (telegram:42, local:…) or its title. `chats` lists them.')
  const exact = ports.sessions.chat(name as ChatKey)
  if (exact) return ok(exact.key)
  const wanted = name.toLowerCase()
  const all = ports.sessions.chats().filter((chat) => (chat.name ?? chat.title).toLowerCase() === wanted)
  const likely = all.filter((chat) => (chat.archivedAt !== null) === archived)
  const found = likely.length > 0 ? likely : all
  const [only] = found
  if (found.length > 1)
    return fail('usage', `Several chats are called ${name}: ${found.map((chat) => chat.key).join(', ')}`)
  return only ? ok(only.key) : fail('unknown-chat', `There is no chat ${name}. \`chats\` lists them.`)
}

/** Runs with the chat that the first word names; a word that names none is the reply. */
export async function withChat(
  call: VerbCall,
  run: (chat: ChatKey) => Promise<CtlReply>,
  archived = false,
): Promise<CtlReply> {
  const chat = chatNamed(call.ports, call.args[0], archived)
  return chat.ok ? run(chat.value) : replied(chat, '')
}

/** The session that a word means: a chat's current one, or one by id or by the beginning of it. */
export function sessionMeant(ports: DesktopPorts, name: string | undefined): Result<SessionId> {
  const chat = chatNamed(ports, name)
  if (!chat.ok && chat.code === 'unknown-chat') return sessionNamed(ports, name)
  if (!chat.ok) return chat
  const current = ports.sessions.chat(chat.value)?.currentSession
  return current ? ok(current) : fail('unknown-session', `${name} has no session now. \`sessions\` lists earlier ones.`)
}

/** A session by id or by the beginning of one. */
export function sessionNamed(ports: DesktopPorts, name: string | undefined): Result<SessionId> {
  if (!name) return fail('usage', 'Name a session: its id or the beginning of it. `sessions` lists them.')
  const ids = ports.sessions.chats().flatMap((chat) => ports.sessions.sessionsOf(chat.key).map((session) => session.id))
  const found = ids.filter((id) => id.startsWith(name.toLowerCase()))
  const [only] = found
  if (found.length > 1) return fail('usage', `Several sessions begin with ${name}.`)
  return only
    ? ok(only)
    : fail('unknown-session', `There is no chat or session ${name}. \`chats\` and \`sessions\` list them.`)
}

/** Columns padded to their widest cell, two spaces between. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)))
  return rows
    .map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join('  '))
    .join('\n')
}
