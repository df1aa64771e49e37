import { list, record, text } from '../json.ts'

/** How much of one tool's output is kept, in characters; neither history nor dashboard has more. */
const OUTPUT_CAP = 100 * 1024

const blockText = (block: unknown): string => {
  const { type, text: value } = record(block)
  return type === 'text' ? text(value) : `[${text(type, 'data')}]`
}

/** A tool_result's content (a text or blocks) as one text, cut with a note where it is too long. */
export function toolOutput(content: unknown): string {
  const whole = typeof content === 'string' ? content : list(content).map(blockText).join('\n')
  if (whole.length <= OUTPUT_CAP) return whole
  return `${whole.slice(0, OUTPUT_CAP)}\n… ${whole.length - OUTPUT_CAP} more characters left out`
}
