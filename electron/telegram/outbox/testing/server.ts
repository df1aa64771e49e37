import type { Final } from '../../../sessions/api.ts'
import { FakeClock } from '../../../sessions/testing/fake-clock.ts'
import { settle } from '../../../sessions/testing/harness.ts'
import type { ChatKey } from '../../../shared/ids.ts'
import { silentLog } from '../../../shared/log.ts'
import type { FinalRecord } from '../final-record.ts'
import { createOutbox } from '../outbox.ts'
import type { OutboxDeps } from '../outbox.ts'
import type { Reply } from '../transport.ts'

/** What the next request meets. `after`: Telegram acts and the confirmation is lost; `before`: nothing arrives. */
export type Fate = 'fine' | 'after' | 'before' | 'unsent' | '429' | '500' | 'refused' | '403'

/** Telegram's side: what stands in each chat, and whether anybody sent before they were allowed to. */
export class Server {
  readonly chats = new Map<number, { id: number; text: string; buttons: boolean; from: 'bot' | 'person' }[]>()
  readonly requests: { method: string; chatId: number; at: number; payload: Readonly<Record<string, unknown>> }[] = []
  readonly blocked = new Map<number, number>()
  /** Groups that have become supergroups. */
  readonly moved = new Map<number, number>()
  /** When set, requests are answered only after it. */
  slow: Promise<void> | null = null
  /** Our own code throws. */
  broken = false
  violations = 0
  fates: Fate[] = []
  clock = new FakeClock()
  #ids = 100

  texts(chatId: number): string[] {
    return (this.chats.get(chatId) ?? []).map((message) => message.text)
  }

  /** The message that stands in the chat with these words. */
  find(chatId: number, text: string) {
    return this.chats.get(chatId)?.find((message) => message.text === text)
  }

  /** A person writes. */
  say(chatId: number, text: string): number {
    const id = this.#ids++
    this.chats.set(chatId, [...(this.chats.get(chatId) ?? []), { id, text, buttons: false, from: 'person' }])
    return id
  }

  call = async (method: string, payload: Readonly<Record<string, unknown>>): Promise<Reply> => {
    const chatId = Number(payload['chat_id'])
    if (this.broken) throw new Error('a fault')
    this.requests.push({ method, chatId, at: this.clock.now(), payload })
    await this.slow
    const migratedTo = this.moved.get(chatId)
    if (migratedTo !== undefined) return { ...this.#refused(400, 'Bad Request: group migrated'), migratedTo }
    if ((this.blocked.get(chatId) ?? 0) > this.clock.now()) this.violations++
    const fate = this.fates.shift() ?? 'fine'
    if (fate === 'unsent') return { kind: 'unsent', reason: 'ECONNREFUSED' }
    if (fate === 'before') return { kind: 'lost', reason: 'socket hang up' }
    if (fate === '429') return this.#tooMany(chatId)
    if (fate === '500') return this.#refused(500, 'Internal Server Error')
    if (fate === 'refused') return this.#refused(400, 'Bad Request: ENTITY_BOUNDS_INVALID')
    if (fate === '403') return this.#refused(403, 'Forbidden: bot was blocked by the user')
    const reply = this.#act(method, chatId, payload)
    return fate === 'after' ? { kind: 'lost', reason: 'socket hang up' } : reply
  }

  #act(method: string, chatId: number, payload: Readonly<Record<string, unknown>>): Reply {
    const messages = this.chats.get(chatId) ?? []
    this.chats.set(chatId, messages)
    const buttons = 'reply_markup' in payload
    const text = (payload['text'] ?? payload['caption'] ?? '') as string
    if (method === 'editMessageText' || method === 'editMessageReplyMarkup') {
      const message = messages.find((candidate) => candidate.id === payload['message_id'])
      if (!message) return this.#refused(400, 'Bad Request: message to edit not found')
      if (message.from === 'person') return this.#refused(400, "Bad Request: message can't be edited")
      const text = (payload['text'] ?? message.text) as string
      if (message.text === text && message.buttons === buttons)
        return this.#refused(400, 'Bad Request: message is not modified')
      Object.assign(message, { text, buttons })
      return { kind: 'done', value: { message_id: message.id, text } }
    }
    if (method === 'deleteMessage') {
      this.chats.set(
        chatId,
        messages.filter((message) => message.id !== payload['message_id']),
      )
      return { kind: 'done', value: true }
    }
    const id = this.#ids++
    messages.push({ id, text, buttons, from: 'bot' })
    return { kind: 'done', value: { message_id: id } }
  }

  #tooMany(chatId: number): Reply {
    this.blocked.set(chatId, this.clock.now() + 7000)
    return { kind: 'refused', code: 429, description: 'Too Many Requests', retryAfterMs: 7000, migratedTo: null }
  }

  #refused(code: number, description: string): Extract<Reply, { kind: 'refused' }> {
    return { kind: 'refused', code, description, retryAfterMs: null, migratedTo: null }
  }
}

/** A finished turn that says this. */
export const final = (id: string, chatId: number, text: string): Final => ({
  id,
  chat: `telegram:${chatId}` as ChatKey,
  prompt: null,
  outcome: { how: 'done' },
  text,
  tools: [],
  facts: null,
  recovered: false,
  at: 0,
})

/** Parts of a final are separated by `|`. */
const inParts: OutboxDeps['plan'] = ({ text }, into) => ({
  parts: text.split('|').map((part) => ({ rich: { text: part, entities: [] } })),
  file: null,
  stream: into === null ? null : { messageId: into, become: true },
})

/** An outbox on a journal that outlives it. */
export function rig(server = new Server(), records: FinalRecord[] = [], plan: OutboxDeps['plan'] = inParts) {
  const unreachable: string[] = []
  const disk: { full: Error | null; size: number; compactions: number } = { full: null, size: 0, compactions: 0 }
  const outbox = createOutbox({
    transport: server,
    journal: {
      found: structuredClone(records),
      append: async (...added) => {
        if (disk.full) throw disk.full
        records.push(...structuredClone(added))
      },
      compact: async (live) => {
        disk.compactions++
        records.splice(0, records.length, ...structuredClone(live()))
      },
      get size() {
        return disk.size
      },
      close: async () => undefined,
    },
    plan,
    onUnreachable: (chat) => unreachable.push(chat),
    onUndelivered: () => undefined,
    clock: server.clock,
    log: silentLog,
  })
  const pass = async (ms: number): Promise<void> => {
    for (let gone = 0; gone < ms; gone += 500) {
      await settle()
      server.clock.advance(500)
    }
    await settle()
  }
  return { outbox, server, records, disk, unreachable, pass }
}

export const message = (text: string) => ({ rich: { text, entities: [] }, silent: true })
export const chat = 'telegram:1' as ChatKey
