import { table } from './verb.ts'
import type { Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

const COMMON = `--json                prints JSON
--user-data-dir=DIR   of the app that is meant
Exit codes: 0 done, 1 failed, 2 wrong use, 3 the app is not running, 4 not found, 5 timed out`

/** The help of all verbs, or of one. */
export function help(name: string | undefined): string {
  const verb = VERBS.find((candidate) => candidate.name === name)
  if (verb) return verbHelp(verb)
  const rows = VERBS.map((each) => [`  ${each.name} ${each.usage}`.trimEnd(), each.help])
  const more = [
    ['  completion bash|zsh|fish', 'A completion script for your shell.'],
    ['  help [VERB]', 'This, or the help of one verb.'],
  ]
  return `switchboard ctl VERB …: steers the running app.\n\n${table([...rows, ...more])}\n\n${COMMON}`
}

function verbHelp(verb: Verb): string {
  const options = Object.entries(verb.options ?? {}).map(([name, { type, help }]) => [
    `  --${name}${type === 'string' ? ' VALUE' : ''}`,
    help,
  ])
  return `switchboard ctl ${verb.name} ${verb.usage}\n${verb.help}${options.length > 0 ? `\n\n${table(options)}` : ''}`
}
