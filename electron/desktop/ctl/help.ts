import { table } from './verb.ts'
import type { Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

const COMMON = `A CHAT is its key (telegram:42, local:…) or its title; a SESSION its id or the beginning of it.
--json after the verb prints JSON: what was asked for, or {"ok":false,"code":…,"message":…}.
switchboard --user-data-dir=DIR ctl … means the app with that data directory.
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
  const given = Object.entries(verb.options ?? {}).map(([name, { value, help }]) => [
    `  --${name}${value ? ` ${value}` : ''}`,
    help,
  ])
  const options = [...given, ['  --json', 'print JSON']]
  return `switchboard ctl ${verb.name} ${verb.usage}\n${verb.help}\n\n${table(options)}`
}
