import type { Block, ModelMessage, Turn } from './api.ts'
import { blocksOf, lastPromptAt, promptsIn, resultsIn } from './conversation.ts'

export type Body = Readonly<Record<string, unknown>>

const isFile = (block: Block): block is Extract<Block, { type: 'image' | 'document' }> =>
  block.type === 'image' || block.type === 'document'

const namesOf = (tools: unknown): readonly string[] =>
  Array.isArray(tools) ? (tools as readonly { name?: string }[]).map((tool) => tool.name ?? '') : []

/** What a rule sees of this body. */
export const turnOf = (body: Body, sessionId: string | null): Turn => {
  const messages = (body.messages ?? []) as readonly ModelMessage[]
  const prompts = promptsIn(messages)
  const last = messages[lastPromptAt(messages)]
  return {
    text: prompts.at(-1) ?? '',
    prompts,
    attachments: last
      ? blocksOf(last)
          .filter(isFile)
          .map(({ type }) => ({ type }))
      : [],
    model: String(body.model),
    tools: namesOf(body.tools),
    sessionId,
    messages,
    results: resultsIn(messages),
  }
}

/** A person's turn, as against titles, summaries and probes, which come without tools or for one token. */
export const isTurn = (body: Body): boolean => namesOf(body.tools).length > 0 && body.max_tokens !== 1

const lastWords = (body: Body): string => {
  const last = ((body.messages ?? []) as readonly ModelMessage[]).at(-1)
  return last
    ? blocksOf(last)
        .map((block) => (block.type === 'text' ? block.text : ''))
        .join('\n')
    : ''
}

/** Claude Code asks for a summary of the conversation (`/compact`). */
export const isSummary = (body: Body): boolean => /create a detailed summary/i.test(lastWords(body))

/** Something that satisfies a JSON schema's required strings; enough for titles. */
const fill = (schema: unknown, words: string): unknown => {
  const {
    type,
    properties,
    enum: choices,
  } = (schema ?? {}) as {
    type?: string
    properties?: Record<string, unknown>
    enum?: readonly unknown[]
  }
  if (choices) return choices[0]
  if (properties) return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, fill(value, words)]))
  return type === 'boolean' ? false : type === 'number' || type === 'integer' ? 0 : type === 'array' ? [] : words
}

/** The answer to a request that is no turn: a summary, a title in the wanted form, or a few words. */
export const sideAnswer = (body: Body): string => {
  const prompts = promptsIn((body.messages ?? []) as readonly ModelMessage[])
  if (isSummary(body)) {
    return `<summary>\nThe person said, in order:\n${prompts.map((prompt) => `- ${prompt}`).join('\n')}\n</summary>`
  }
  const words = (prompts.at(-1) ?? 'Conversation').split(/\s+/).slice(0, 5).join(' ')
  const config = (body.output_config ?? {}) as { format?: { schema?: unknown } }
  const format = config.format ?? (body.output_format as { schema?: unknown } | undefined)
  return format?.schema ? JSON.stringify(fill(format.schema, words)) : words
}
