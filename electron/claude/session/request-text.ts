import { questionSchema } from '../../shared/approval.ts'
import type { Question } from '../../shared/approval.ts'
import type { PermissionRequest } from '../../shared/turn-events.ts'
import { list, record, text } from '../json.ts'
import type { Json } from '../json.ts'
import { shortPath, toolSummary } from '../turn/tool-summary.ts'
import { diffLines, fenced, span, unseen } from './markdown.ts'

/** Longest detail, in characters: whoever must read more cannot judge it on a phone; it says so. */
const DETAIL_CAP = 100_000

const shown = (detail: string): string => capped(unseen(detail))

const capped = (detail: string): string =>
  detail.length > DETAIL_CAP
    ? `${detail.slice(0, DETAIL_CAP)}\n\n… ${detail.length - DETAIL_CAP} more characters are not shown.`
    : detail

/** What kind of answer a tool's request asks for. */
export function requestKind(tool: string): PermissionRequest['kind'] {
  if (tool === 'AskUserQuestion') return 'question'
  return tool === 'ExitPlanMode' ? 'plan' : 'permission'
}

/** The questions of an AskUserQuestion; any of an unknown shape are left out. */
export const requestQuestions = (input: Json): readonly Question[] =>
  list(input['questions']).flatMap((question) => {
    const parsed = questionSchema.safeParse(question)
    return parsed.success ? [parsed.data] : []
  })

/** One line: `Bash: rm -rf build`. */
export function requestTitle(tool: string, input: Json, directory: string): string {
  const kind = requestKind(tool)
  if (kind === 'question') return requestQuestions(input)[0]?.question ?? 'Claude asks a question'
  if (kind === 'plan') return 'Claude has a plan'
  const summary = toolSummary(tool, input, directory)
  return unseen(summary ? `${tool}: ${summary}` : tool)
}

const edit = (change: Json): string => fenced(diffLines(text(change['old_string']), text(change['new_string'])), 'diff')

/** The input as JSON, where nothing better is known about the tool. */
const fields = (input: Json): string => fenced(JSON.stringify(input, null, 2), 'json')

/** Longest of Claude's own words about a command, in characters: the command itself is what is judged. */
const ABOUT_CAP = 200

/** Claude's words about a command, as one line that is no markup: they must not look like the command, or push it away. */
function aboutLine(words: string): string {
  const line = words.trim().replaceAll(/\s+/g, ' ')
  const cut = line.length > ABOUT_CAP ? `${line.slice(0, ABOUT_CAP - 1)}…` : line
  return cut.replaceAll(/[\\`*_~[\]<>#|]/g, String.raw`\$&`)
}

function permissionDetail(tool: string, input: Json, directory: string): string {
  const file = span(shortPath(text(input['file_path']), directory))
  switch (tool) {
    case 'Bash':
    case 'PowerShell': {
      const about = aboutLine(text(input['description']))
      const command = fenced(text(input['command']), tool === 'Bash' ? 'bash' : 'powershell')
      return about ? `${about}\n\n${command}` : command
    }
    case 'Edit':
      return `${file}${input['replace_all'] === true ? ' (every occurrence)' : ''}\n\n${edit(input)}`
    case 'MultiEdit':
      return [file, ...list(input['edits']).map((change) => edit(record(change)))].join('\n\n')
    case 'Write':
      return `${file}\n\n${fenced(diffLines('', text(input['content'])), 'diff')}`
    default:
      return fields(input)
  }
}

function questionDetail(questions: readonly Question[]): string {
  return questions
    .map(({ header, question, options, multiSelect }) => {
      const choices = options.map(({ label, description }) => `- **${label}**${description ? `: ${description}` : ''}`)
      const head = header ? `**${header}**\n` : ''
      return [`${head}${question}${multiSelect ? ' (several may be chosen)' : ''}`, ...choices].join('\n')
    })
    .join('\n\n')
}

/** All that a person needs to judge a request, as Markdown. */
export function requestDetail(tool: string, input: Json, directory: string): string {
  const kind = requestKind(tool)
  if (kind === 'question') return shown(questionDetail(requestQuestions(input)))
  if (kind === 'plan') return shown(text(input['plan']) || fields(input))
  return shown(permissionDetail(tool, input, directory))
}
