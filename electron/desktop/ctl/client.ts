import { connect } from 'node:net'

import { errorMessage, fail } from '../../shared/result.ts'
import { completion } from './completion.ts'
import { help, noVerb } from './help.ts'
import { printable } from './printable.ts'
import { EXIT, exitCode } from './protocol.ts'
import type { CtlReply, CtlRequest } from './protocol.ts'
import { checkSocketPlace } from './socket-place.ts'
import { VERBS } from './verbs.ts'
import { beforeText, readWords } from './words.ts'

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

/** Prints what is wrong with the call itself: as the app's own refusals where JSON is wanted. */
function refused(io: CtlIo, json: boolean, message: string, more?: string | null): number {
  if (json) io.out(JSON.stringify(fail('usage', message)))
  else io.err(printable(more ? `${message}\n\n${more}` : message))
  return EXIT.usage
}

/** Reads the words after `ctl` into a request, or says what is wrong with them. */
function parse(
  argv: readonly string[],
  cwd: string,
): { request: CtlRequest } | { wrong: string; more?: string | null } {
  const [name = '', ...rest] = argv
  if (beforeText(argv).some((word) => /^--user-data-dir(=|$)/.test(word)))
    return { wrong: 'Put --user-data-dir before ctl: switchboard --user-data-dir=DIR ctl VERB …' }
  const verb = VERBS.find((candidate) => candidate.name === name)
  if (!verb)
    return { wrong: name.startsWith('-') ? `Put ${name} after the verb: switchboard ctl VERB ${name}` : noVerb(name) }
  const read = readWords(verb, rest)
  if ('wrong' in read) return { ...read, more: help(name) }
  const { json: _, ...options } = read.options
  return { request: { verb: name, args: read.args, options, cwd } }
}

const HELP = new Set(['help', '-h', '--help'])

/** `help`, `--help` and `completion`: what needs no running app; null where one is needed. */
function answerAlone(argv: readonly string[], io: CtlIo, json: boolean): number | null {
  const [first, ...rest] = beforeText(argv).filter((word) => word !== '--json')
  const askedFor = (): string | null | undefined => {
    if (first === undefined) return argv.length === 0 ? undefined : null
    if (HELP.has(first)) return rest.find((word) => !word.startsWith('-'))
    return rest.includes('--help') || (rest.length === 1 && rest[0] === '-h') ? first : null
  }
  const name = askedFor()
  if (name !== null) {
    const shown = help(name)
    if (shown === null) return refused(io, json, noVerb(name ?? ''))
    io.out(shown)
    return EXIT.ok
  }
  if (first !== 'completion') return null
  const script = completion(rest[0])
  if (!script) return refused(io, json, 'Name your shell: completion bash|zsh|fish')
  io.out(script)
  return EXIT.ok
}

/** `switchboard ctl …`. Resolves with the exit code; opens no window and needs no Electron. */
export async function runCtl(argv: readonly string[], io: CtlIo): Promise<number> {
  const json = beforeText(argv).includes('--json')
  const alone = answerAlone(argv, io, json)
  if (alone !== null) return alone
  const parsed = parse(argv, io.cwd)
  if ('wrong' in parsed) return refused(io, json, parsed.wrong, parsed.more)
  const reply = await checkSocketPlace(io.path).then(
    () => ask(io.path, parsed.request),
    (error: unknown): CtlReply => fail('failed', errorMessage(error)),
  )
  if (reply.warning !== undefined) io.err(printable(reply.warning))
  if (json) io.out(JSON.stringify(reply.ok ? reply.value : reply))
  else if (reply.ok) io.out(printable(reply.text))
  else io.err(printable(reply.message))
  return reply.ok ? EXIT.ok : exitCode(reply.code)
}
