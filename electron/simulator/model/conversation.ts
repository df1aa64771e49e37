import type { Block, ModelMessage, ToolResult } from './api.ts'

/** Blocks of a message; a text is one block. */
export const blocksOf = (message: ModelMessage): readonly Block[] =>
  typeof message.content === 'string' ? [{ type: 'text', text: message.content }] : message.content

/** What Claude Code adds around the person's words; such parts are no prompt. */
const WRAPPERS =
  /<(system-reminder|local-command-caveat|local-command-stdout|local-command-stderr|command-name|command-message|command-args|task-notification)>[\s\S]*?<\/\1>/g
/** Texts that Claude Code itself puts in the user's place. */
const NOT_SAID = [
  '[Request interrupted by user',
  'This session is being continued from a previous conversation',
  'Your task is to create a detailed summary',
  'CRITICAL: Respond with TEXT ONLY',
  '[Image: source:',
  'Continue from where you left off.',
  'Caveat: The messages below were generated',
]
/** A prompt given while tools ran: Claude Code folds it into the turn in these words. */
const FOLDED = /The user sent a new message while you were working:\n([\s\S]*?)(?:\n\nIMPORTANT:|\n\nThis is how|\n*$)/

/** The person's words in a text block; '' where it holds none. */
export const saidIn = (text: string): string => {
  const folded = FOLDED.exec(text)
  if (folded) return (folded[1] ?? '').trim()
  const words = text.replace(WRAPPERS, '').trim()
  return NOT_SAID.some((start) => words.startsWith(start)) ? '' : words
}

/** The prompts that one message holds: the texts of a user message, or those folded into a system message. */
export const promptsOf = (message: ModelMessage): readonly string[] => {
  const texts = blocksOf(message).flatMap((block) => (block.type === 'text' ? [block.text] : []))
  if (message.role === 'assistant') return []
  if (message.role === 'system') return texts.filter((text) => FOLDED.test(text)).map(saidIn)
  return texts.map(saidIn).filter((text) => text !== '')
}

/** All that the person said, in order. */
export const promptsIn = (messages: readonly ModelMessage[]): readonly string[] => messages.flatMap(promptsOf)

const resultText = (content: unknown): string => {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return (content as readonly { type?: string; text?: string }[]).map((part) => part.text ?? '').join('\n')
}

/** Index of the message that holds the newest prompt; −1 where there is none. */
export const lastPromptAt = (messages: readonly ModelMessage[]): number =>
  messages.findLastIndex((message) => message.role === 'user' && promptsOf(message).length > 0)

/** Results of tools since the newest prompt, in order, with the name of the tool. */
export const resultsIn = (messages: readonly ModelMessage[]): readonly ToolResult[] => {
  const names = new Map<string, string>()
  for (const message of messages) {
    for (const block of blocksOf(message)) if (block.type === 'tool_use') names.set(block.id, block.name)
  }
  return messages.slice(Math.max(0, lastPromptAt(messages))).flatMap((message) =>
    blocksOf(message).flatMap((block) =>
      block.type === 'tool_result'
        ? [
            {
              id: block.tool_use_id,
              name: names.get(block.tool_use_id) ?? '',
              text: resultText(block.content),
              isError: block.is_error ?? false,
            },
          ]
        : [],
    ),
  )
}

/** A prompt of its own, as against one that Claude Code folds into the turn. */
const isNewPrompt = (block: Block): boolean =>
  block.type === 'text' && !FOLDED.test(block.text) && saidIn(block.text) !== ''

/**
 * Ids of the tool results in the newest message that is not the system's. Beside a new prompt they are what is left of a
 * turn that was stopped: nobody goes on from them.
 */
export const freshResults = (messages: readonly ModelMessage[]): readonly string[] => {
  const last = messages.findLast((message) => message.role !== 'system')
  if (last?.role !== 'user' || blocksOf(last).some(isNewPrompt)) return []
  return blocksOf(last).flatMap((block) => (block.type === 'tool_result' ? [block.tool_use_id] : []))
}
