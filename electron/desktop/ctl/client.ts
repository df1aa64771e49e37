import { connect } from 'node:net'
import { parseArgs } from 'node:util'

import { errorMessage, fail } from '../../shared/result.ts'
import { completion } from './completion.ts'
import { help } from './help.ts'
import { printable } from './printable.ts'
import { EXIT, exitCode } from './protocol.ts'
import type { CtlReply, CtlRequest } from './protocol.ts'
import { checkSocketPlace } from './socket-place.ts'
import type { Verb } from './verb.ts'
import { VERBS } from './verbs.ts'

export interface CtlIo {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Where the app of this data directory listens. */
  readonly path: string
  /** The working directory of who calls: relative paths are meant from there. */
  readonly cwd: string
}

/** Sends one request and resolves with its reply. */
function ask(path: string, request: CtlRequest): Promise<CtlReply> {
  return new Promise((resolve) => {
    let received = ''
    let connected = false
    const socket = connect(path, () => {
      connected = true
      socket.write(`${JSON.stringify(request)}\n`)
    })
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      received += chunk
      const end = received.indexOf('\n')
      if (end === -1) return
      socket.end()
      resolve(JSON.parse(received.slice(0, end)) as CtlReply)
    })
    const gone = (): void =>
      resolve({
        ok: false,
        code: 'not-running',
        message: connected
          ? 'Switchboard ended before it answered. Start it again and look whether it was done.'
          : 'Switchboard is not running (for this --user-data-dir). Start it first.',
      })
    socket.on('error', gone)
    socket.on('close', gone)
  })
}

type Values = Record<string, string | boolean>

/** What is wrong with the words and options of a verb, or null. */
function mistake(verb: Verb, words: readonly string[], options: Values): string | null {
  const { most = Infinity } = verb
  if (words.length > most) return `${verb.name} does not know what to do with “${words.slice(most).join(' ')}”.`
  const wrong = Object.entries(options).find(
    ([name, value]) => verb.options?.[name]?.type === 'number' && !/^\d+(\.\d+)?$/.test(String(value)),
  )
  return wrong ? `--${wrong[0]} wants a number, not “${wrong[1]}”.` : null
}

/** Reads the words after `ctl`. Options of the verb only; a word that looks like one is an error with the usage. */
function parse(argv: readonly string[], cwd: string): { request: CtlRequest; json: boolean } | { wrong: string } {
  const [name = '', ...rest] = argv
  const verb = VERBS.find((candidate) => candidate.name === name)
  if (!verb) return { wrong: `There is no verb ${name}.\n\n${help(undefined)}` }
  const known = Object.entries(verb.options ?? {}).map(([key, { type }]) => [
    key,
    { type: type === 'boolean' ? type : ('string' as const) },
  ])
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, ...Object.fromEntries(known) },
    })
    const { json, ...options } = values as Values
    const wrong = mistake(verb, positionals, options)
    if (wrong) return { wrong: `${wrong}\n\n${help(name)}` }
    return { request: { verb: name, args: positionals, options, cwd }, json: json === true }
  } catch (error) {
    return { wrong: `${errorMessage(error)}\n\n${help(name)}` }
  }
}

/** `help`, `--help` and `completion`: what needs no running app; null where one is needed. */
function answerAlone(argv: readonly string[], io: CtlIo): number | null {
  const [first, second] = argv
  if (first === 'completion') {
    const script = completion(second)
    if (script) io.out(script)
    else io.err('Name your shell: completion bash|zsh|fish')
    return script ? EXIT.ok : EXIT.usage
  }
  const asked = first === undefined || ['help', '-h', '--help'].includes(first)
  if (!asked && !argv.includes('--help')) return null
  const name = asked ? second : first
  const known = name === undefined || VERBS.some((verb) => verb.name === name)
  if (known) io.out(help(name))
  else io.err(`There is no verb ${name}.\n\n${help(undefined)}`)
  return known ? EXIT.ok : EXIT.usage
}

/** `switchboard ctl …`. Resolves with the exit code; opens no window and needs no Electron. */
export async function runCtl(argv: readonly string[], io: CtlIo): Promise<number> {
  const alone = answerAlone(argv, io)
  if (alone !== null) return alone
  const parsed = parse(argv, io.cwd)
  if ('wrong' in parsed) {
    io.err(parsed.wrong)
    return EXIT.usage
  }
  const reply = await checkSocketPlace(io.path).then(
    () => ask(io.path, parsed.request),
    (error: unknown) => fail('failed', errorMessage(error)),
  )
  if (reply.ok && reply.warning !== undefined) io.err(printable(reply.warning))
  if (parsed.json) io.out(JSON.stringify(reply.ok ? reply.value : reply))
  else if (reply.ok) io.out(printable(reply.text))
  else io.err(printable(reply.message))
  return reply.ok ? EXIT.ok : exitCode(reply.code)
}
