import type { ModelMessage } from './api.ts'
import { blocksOf } from './conversation.ts'

const ROLES = new Set(['user', 'assistant', 'system'])

const faultOfMessage = (message: ModelMessage, index: number): string | null => {
  if (!ROLES.has(message.role)) return `messages.${index}.role: Input should be 'user' or 'assistant'`
  if (typeof message.content !== 'string' && !Array.isArray(message.content)) {
    return `messages.${index}.content: Input should be a valid string or list`
  }
  if (blocksOf(message).some((block) => block.type === 'text' && typeof block.text !== 'string')) {
    return `messages.${index}.content: text: Field required`
  }
  return blocksOf(message).some((block) => block.type === 'text' && block.text === '')
    ? 'messages: text content blocks must be non-empty'
    : null
}

/** Tool uses and results must follow each other; the system's messages between them do not count. */
const faultOfTools = (messages: readonly ModelMessage[]): string | null => {
  const spoken = messages
    .map((message, index) => ({ message, index }))
    .filter(({ message }) => message.role !== 'system')
  for (const [at, { message, index }] of spoken.entries()) {
    const before = spoken[at - 1]?.message
    const after = spoken[at + 1]?.message
    const open = new Set(
      before?.role === 'assistant'
        ? blocksOf(before).flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))
        : [],
    )
    const results = blocksOf(message).flatMap((block, place) =>
      block.type === 'tool_result' ? [{ id: block.tool_use_id, place }] : [],
    )
    const stray = results.find(({ id }) => !open.has(id))
    // The real API joins neighbours of one role; a result may then stand in the second of two user messages.
    if (stray && before?.role !== 'user') {
      return (
        `messages.${index}.content.${stray.place}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${stray.id}. ` +
        'Each `tool_result` block must have a corresponding `tool_use` block in the previous message.'
      )
    }
    const uses = blocksOf(message).flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))
    const answered = new Set(
      after ? blocksOf(after).flatMap((block) => (block.type === 'tool_result' ? [block.tool_use_id] : [])) : [],
    )
    const unanswered = uses.filter((id) => !answered.has(id))
    if (after?.role === 'user' && unanswered.length > 0) {
      return (
        `messages.${index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${unanswered.join(', ')}. ` +
        'Each `tool_use` block must have a corresponding `tool_result` block in the next message.'
      )
    }
  }
  return null
}

/** The message with which the Messages API refuses this body (400); null where it takes it. */
export const faultOfBody = (body: Readonly<Record<string, unknown>>): string | null => {
  if (typeof body.model !== 'string') return 'model: Field required'
  if (!Array.isArray(body.messages)) return 'messages: Field required'
  const messages = body.messages as readonly ModelMessage[]
  if (messages.length === 0) return 'messages: at least one message is required'
  for (const [index, message] of messages.entries()) {
    const fault = faultOfMessage(message, index)
    if (fault) return fault
  }
  if (messages.find((message) => message.role !== 'system')?.role !== 'user') {
    return 'messages: first message must use the "user" role'
  }
  const names = ((body.tools ?? []) as readonly { name?: string }[]).map((tool) => tool.name)
  if (new Set(names).size !== names.length) return 'tools: Tool names must be unique.'
  return faultOfTools(messages)
}
