import type { Reply, Step, Turn } from './api.ts'
import { text } from './steps.ts'

type When = string | RegExp | ((turn: Turn) => boolean)

/** Rules by which the model answers, newest first, and what is left of replies that wait for a tool. */
export interface Script {
  on(when: When, reply: Reply): () => void
  otherwise(reply: Reply): void
  /** The steps that answer this turn: what was left at a tool call, or those of the first rule that fits. */
  stepsFor(turn: Turn, results: readonly string[]): readonly Step[]
  /** The steps that follow when this tool use has its result. */
  keep(toolUse: string, rest: readonly Step[]): void
}

const fits = (when: When, turn: Turn): boolean => {
  if (typeof when === 'string') return turn.text === when
  return when instanceof RegExp ? when.test(turn.text) : when(turn)
}

const stepsOf = (reply: Reply, turn: Turn): readonly Step[] => {
  const given = typeof reply === 'function' ? reply(turn) : reply
  return typeof given === 'string' ? [text(given)] : given
}

const list = (prompts: readonly string[]): string =>
  prompts.map((prompt, index) => `${index + 1}. ${prompt}`).join('\n')

/** Always there, below every rule that is added: they prove that a conversation is remembered. */
const MEMORY: readonly { readonly when: RegExp; readonly reply: (turn: Turn) => string }[] = [
  { when: /^echo\s/s, reply: ({ text }) => text.replace(/^echo\s+/, '') },
  { when: /^remember\b/i, reply: ({ prompts }) => list(prompts.slice(0, -1)) || 'Nothing was said before this.' },
]

export const createScript = (): Script => {
  let rules: { readonly when: When; readonly reply: Reply }[] = []
  const rest = new Map<string, readonly Step[]>()
  let fallback: Reply = (turn) => `You said: ${turn.text}`
  return {
    on: (when, reply) => {
      const rule = { when, reply }
      rules = [rule, ...rules]
      return () => {
        rules = rules.filter((other) => other !== rule)
      }
    },
    otherwise: (reply) => {
      fallback = reply
    },
    keep: (toolUse, steps) => {
      rest.set(toolUse, steps)
    },
    stepsFor: (turn, results) => {
      const left = results.map((id) => rest.get(id)).find((steps) => steps !== undefined)
      if (left) return left.length > 0 ? left : [text('Done.')]
      // A result that nobody waits for: a tool called by another model, or before this one was started.
      if (results.length > 0) return [text('Done.')]
      const rule = [...rules, ...MEMORY].find(({ when }) => fits(when, turn))
      return stepsOf(rule?.reply ?? fallback, turn)
    },
  }
}
