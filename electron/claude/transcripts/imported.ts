import type { HistoryEntry } from '../../shared/history.ts'
import { promptIdSchema } from '../../shared/ids.ts'
import type { PromptId } from '../../shared/ids.ts'
import { record, text } from '../json.ts'
import type { Json } from '../json.ts'
import { toolOutput } from '../turn/tool-output.ts'
import { toolSummary } from '../turn/tool-summary.ts'
import { transcriptEntry } from './entry.ts'

/** Turns a transcript into entries of our history, line by line. A prompt whose uuid is none that we could have made is left out. */
export function createImport(directory: string): (line: Json) => readonly HistoryEntry[] {
  let current: PromptId | null = null

  return (line) => {
    const entry = transcriptEntry(line)
    if (!entry) return []
    const at = Date.parse(text(line['timestamp'])) || 0
    switch (entry.kind) {
      case 'prompt':
      case 'folded': {
        const id = promptIdSchema.safeParse(entry.kind === 'folded' ? entry.uuid : line['uuid'])
        if (!id.success || entry.text === '') return []
        current = id.data
        const surface = text(line['entrypoint'], 'claude')
        return [{ type: 'prompt', at, id: current, from: '', surface, text: entry.text, attachments: [] }]
      }
      case 'assistant': {
        const said = entry.texts.filter((part) => part !== '').join('\n\n')
        const tools = entry.tools.map((tool): HistoryEntry => {
          const [name, input] = [text(tool['name']), record(tool['input'])]
          const summary = toolSummary(name, input, text(line['cwd'], directory))
          return { type: 'tool', at, id: text(tool['id']), name, summary, input: JSON.stringify(input) }
        })
        return said === '' ? tools : [{ type: 'answer', at, id: current, text: said }, ...tools]
      }
      case 'results':
        return entry.results.map((result) => ({
          type: 'tool result',
          at,
          id: text(result['tool_use_id']),
          ok: result['is_error'] !== true,
          output: toolOutput(result['content']),
        }))
      case 'local':
        return [{ type: 'answer', at, id: current, text: entry.text }]
      case 'stopped':
        return [{ type: 'end', at, id: current, how: 'stopped', message: null, durationMs: 0, costUsd: 0 }]
      default:
        return []
    }
  }
}
