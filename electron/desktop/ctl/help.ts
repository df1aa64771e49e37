import { table } from './verb.ts'
import type { Verb } from './verb.ts'
import { VERBS } from './verbs.ts'
import { optionsOf } from './words.ts'

const COMMON = `A CHAT is its key (telegram:42, local:…) or its title; a SESSION its id or the beginning of it.
--json after the verb prints JSON: what was asked for, or {"ok":false,"code":…,"message":…}.
switchboard --user-data-dir=DIR ctl … means the app with that data directory.
Exit codes: 0 done, 1 failed, 2 wrong use, 3 the app is not running, 4 no such chat, session or request, 5 timed out`

/** Verbs that need no running app. */
export const ALONE: readonly Pick<Verb, 'name' | 'usage' | 'help'>[] = [
  { name: 'completion', usage: 'bash|zsh|fish', help: 'A completion script for your shell.' },
  { name: 'help', usage: '[VERB]', help: 'This, or the help of one verb.' },
]

const call = ({ name, usage }: Pick<Verb, 'name' | 'usage'>): string => `${name} ${usage}`.trimEnd()

/** The help of all verbs, or of one; null where there is no such verb. */
export function help(name?: string): string | null {
  if (name === undefined) {
    const rows = [...VERBS, ...ALONE].map((each) => [`  ${call(each)}`, each.help])
    return `switchboard ctl VERB …: steers the running app.\n\n${table(rows)}\n\n${COMMON}`
  }
  const verb = VERBS.find((each) => each.name === name)
  if (verb) return verbHelp(verb)
  const alone = ALONE.find((each) => each.name === name)
  return alone ? `switchboard ctl ${call(alone)}\n${alone.help}` : null
}

function verbHelp(verb: Verb): string {
  const options = [...optionsOf(verb)].map(([name, { value, help }]) => [
    `  --${name}${value ? ` ${value}` : ''}`,
    help,
  ])
  const text = ['  --', 'what follows is text, dashes or not']
  return `switchboard ctl ${call(verb)}\n${verb.help}\n\n${table([...options, text])}`
}

/** There is no such verb; where one begins alike, it is named. */
export function noVerb(name: string): string {
  const near = [...VERBS, ...ALONE].find((each) => name.length >= 3 && each.name.startsWith(name.slice(0, 3)))
  const meant = near ? ` Did you mean ${near.name}?` : ''
  return `There is no verb ${name}.${meant} \`switchboard ctl help\` lists them.`
}
