import type { PromptId } from '../../shared/ids.ts'
import { text } from '../json.ts'
import type { Json } from '../json.ts'
import type { TranscriptAnswer } from '../port.ts'
import { transcriptEntry } from './entry.ts'

/** Finds one prompt and its answer in the lines of a transcript. */
export interface AnswerSearch {
  take(line: Json): void
  readonly answer: TranscriptAnswer
}

/**
 * Lines form a tree by `uuid` and `parentUuid`, which branches where two processes worked on one session. What hangs below
 * the prompt, up to the next prompt, is its turn. Our uuid is that of the user's line; where the prompt was folded into a
 * running turn, it is the `source_uuid` of a `queued_command`.
 */
export function createAnswerSearch(prompt: PromptId): AnswerSearch {
  /** Lines of the turn. */
  const turn = new Set<string>()
  const texts: string[] = []
  /** Tools that were called and have given no result yet. */
  const dangling = new Set<string>()
  let found = false
  let ended = false

  const below = (line: Json): boolean =>
    turn.has(text(line['parentUuid'])) ||
    // A compaction begins a new tree, and says which line it continues.
    turn.has(text(line['logicalParentUuid']))

  const take = (line: Json): void => {
    const entry = transcriptEntry(line)
    if (!entry) return
    const uuid = text(line['uuid'])
    if (uuid === prompt || (entry.kind === 'folded' && entry.uuid === prompt)) {
      found = true
      turn.add(uuid)
      return
    }
    if (!found || !below(line)) return
    switch (entry.kind) {
      case 'prompt':
        // The next one's turn: neither it nor what hangs below it belongs here.
        return
      case 'assistant':
        texts.push(...entry.texts.filter((part) => part !== ''))
        for (const tool of entry.tools) dangling.add(text(tool['id']))
        ended = entry.last
        break
      case 'results':
        for (const result of entry.results) dangling.delete(text(result['tool_use_id']))
        ended = false
        break
      case 'stopped':
        ended = true
        dangling.clear()
        break
      case 'local':
        texts.push(entry.text)
        ended = true
        break
    }
    turn.add(uuid)
  }

  return {
    take,
    get answer() {
      return { found, ended: found && ended && dangling.size === 0, text: texts.join('\n\n') }
    },
  }
}
