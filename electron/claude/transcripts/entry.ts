import { list, record, text } from '../json.ts'
import type { Json } from '../json.ts'

/** What Claude Code writes into the conversation when a person stops a turn. */
const STOPPED = '[Request interrupted by user'
const LOCAL_OUTPUT = /<local-command-(?:stdout|stderr)>([\s\S]*?)<\/local-command-(?:stdout|stderr)>/

/** What one line of a transcript means for the conversation. */
export type TranscriptEntry =
  /** Someone's words: a prompt (by its uuid, which is ours where we gave it). */
  | { readonly kind: 'prompt'; readonly text: string }
  /** A prompt that was folded into the running turn. */
  | { readonly kind: 'folded'; readonly uuid: string; readonly text: string }
  | { readonly kind: 'stopped' }
  /** Claude's words or tool calls. `last`: the message is complete and waits for no tool's result. */
  | {
      readonly kind: 'assistant'
      readonly texts: readonly string[]
      readonly tools: readonly Json[]
      readonly last: boolean
    }
  | { readonly kind: 'results'; readonly results: readonly Json[] }
  /** A slash command's own output. */
  | { readonly kind: 'local'; readonly text: string }
  /** Part of the tree, but said by nobody. */
  | { readonly kind: 'other' }

/** A user message's words, its blocks joined. */
function wordsOf(content: unknown): string {
  if (typeof content === 'string') return content
  const texts = list(content)
    .map(record)
    .filter((block) => block['type'] === 'text')
  return texts.map((block) => text(block['text'])).join('\n')
}

function userEntry(line: Json): TranscriptEntry {
  const { content } = record(line['message'])
  const results = list(content)
    .map(record)
    .filter((block) => block['type'] === 'tool_result')
  if (results.length > 0) return { kind: 'results', results }
  if (line['isMeta'] === true || line['isCompactSummary'] === true) return { kind: 'other' }
  const words = wordsOf(content)
  if (words.startsWith(STOPPED)) return { kind: 'stopped' }
  const local = LOCAL_OUTPUT.exec(words)
  return local ? { kind: 'local', text: local[1] ?? '' } : { kind: 'prompt', text: words }
}

function assistantEntry(line: Json): TranscriptEntry {
  const message = record(line['message'])
  // A resume after a kill inserts "No response requested." as `<synthetic>`: nobody said it.
  if (message['model'] === '<synthetic>' && line['isApiErrorMessage'] !== true) return { kind: 'other' }
  const blocks = list(message['content']).map(record)
  const tools = blocks.filter((block) => block['type'] === 'tool_use')
  const stop = text(message['stop_reason'])
  return {
    kind: 'assistant',
    texts: blocks.flatMap((block) => (block['type'] === 'text' ? [text(block['text'])] : [])),
    tools,
    last: stop !== '' && stop !== 'tool_use' && stop !== 'pause_turn' && tools.length === 0,
  }
}

/** Reads one line of the conversation's main thread; null for lines outside it (subagents, state, snapshots). Pure. */
export function transcriptEntry(line: Json): TranscriptEntry | null {
  if (line['isSidechain'] === true) return null
  switch (line['type']) {
    case 'user':
      return userEntry(line)
    case 'assistant':
      return assistantEntry(line)
    case 'attachment': {
      const attachment = record(line['attachment'])
      if (attachment['type'] !== 'queued_command') return { kind: 'other' }
      return { kind: 'folded', uuid: text(attachment['source_uuid']), text: wordsOf(attachment['prompt']) }
    }
    case 'system': {
      if (line['subtype'] !== 'local_command') return { kind: 'other' }
      const local = LOCAL_OUTPUT.exec(text(line['content']))
      return local ? { kind: 'local', text: local[1] ?? '' } : { kind: 'other' }
    }
    default:
      return null
  }
}
