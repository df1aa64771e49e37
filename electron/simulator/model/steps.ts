import type { Gate } from '../gate.ts'
import type { Step, ToolResult, Turn } from './api.ts'

/** Words of the answer, streamed in pieces. */
export const text = (words: string): Step => ({ kind: 'text', text: words })
export const thinking = (words: string): Step => ({ kind: 'thinking', text: words })
/** Milliseconds of the model's clock. */
export const wait = (ms: number): Step => ({ kind: 'wait', ms })
/** Goes on when the gate is opened. */
export const until = (gate: Gate): Step => ({ kind: 'gate', gate })
/** Calls one tool; the steps after it answer its result. */
export const call = (name: string, input: Readonly<Record<string, unknown>>): Step => ({
  kind: 'call',
  tools: [{ name, input }],
})
/** Calls several tools in one message. */
export const callAll = (...tools: readonly { readonly name: string; readonly input: unknown }[]): Step => ({
  kind: 'call',
  tools,
})
/** Runs a shell command through Claude Code's Bash tool. */
export const bash = (command: string, description = 'Run a command'): Step => call('Bash', { command, description })
/** A question with choices: Claude Code's AskUserQuestion. */
export const ask = (
  question: string,
  options: readonly string[],
  more: { readonly header?: string; readonly multiSelect?: boolean } = {},
): Step =>
  call('AskUserQuestion', {
    questions: [
      {
        question,
        header: more.header ?? 'Question',
        multiSelect: more.multiSelect ?? false,
        options: options.map((label) => ({ label, description: label })),
      },
    ],
  })
/** The file that Claude Code wants a plan in; it names it when plan mode is on. */
const planFile = (turn: Turn): string =>
  /(?:create your plan at|plan file (?:already )?exists at) (\S+\.md)/.exec(
    turn.messages.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content))).join('\n'),
  )?.[1] ?? 'plan.md'
/** A plan to approve, in plan mode: written to the plan file, then ExitPlanMode, which reads it from there. */
export const plan = (words: string): Step => ({
  kind: 'after',
  next: (turn) => [call('Write', { file_path: planFile(turn), content: words }), call('ExitPlanMode', {})],
})
/** What follows depends on the last result of the tools called before. */
export const after = (next: (result: ToolResult, turn: Turn) => string | readonly Step[]): Step => ({
  kind: 'after',
  next: (turn) => {
    const last = turn.results.at(-1) ?? { id: '', name: '', text: '', isError: true }
    const steps = next(last, turn)
    return typeof steps === 'string' ? [text(steps)] : steps
  },
})
export const stop = (reason: 'end_turn' | 'max_tokens' | 'refusal' | 'stop_sequence'): Step => ({
  kind: 'stop',
  reason,
})
/** An error of the API; `times` is how many requests of this prompt get it (default: all). After text it comes in the stream. */
export const error = (
  status: number,
  options: { readonly message?: string; readonly retryAfter?: number; readonly times?: number } = {},
): Step => ({ kind: 'error', status, message: options.message ?? `Scripted error ${status}`, ...options })
/** Cuts the connection. */
export const cut = (): Step => ({ kind: 'cut' })
/** Sends nothing more. */
export const hang = (): Step => ({ kind: 'hang' })
