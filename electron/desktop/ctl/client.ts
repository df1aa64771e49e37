import { connect } from 'node:net'
import { parseArgs } from 'node:util'

import { errorMessage } from '../../shared/result.ts'
import { completion } from './completion.ts'
import { help } from './help.ts'
import { EXIT, exitCode } from './protocol.ts'
import type { CtlReply, CtlRequest } from './protocol.ts'
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

/** Reads the words after `ctl`. Options of the verb only; a word that looks like one is an error with the usage. */
function parse(argv: readonly string[], cwd: string): { request: CtlRequest; json: boolean } | { wrong: string } {
  const [name = '', ...rest] = argv
  const verb = VERBS.find((candidate) => candidate.name === name)
  if (!verb) return { wrong: `There is no verb ${name || '(none)'}.\n\n${help(undefined)}` }
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        ...Object.fromEntries(Object.entries(verb.options ?? {}).map(([key, { type }]) => [key, { type }])),
      },
    })
    const { json, ...options } = values as Record<string, string | boolean>
    return { request: { verb: name, args: positionals, options, cwd }, json: json === true }
  } catch (error) {
    return { wrong: `${errorMessage(error)}\n\n${help(name)}` }
  }
}

/** `switchboard ctl …`. Resolves with the exit code; opens no window and needs no Electron. */
export async function runCtl(argv: readonly string[], io: CtlIo): Promise<number> {
  if (argv.length === 0 || argv[0] === 'help' || argv.includes('--help')) {
    io.out(help(argv[0] === 'help' ? argv[1] : argv[0]))
    return EXIT.ok
  }
  if (argv[0] === 'completion') {
    const script = completion(argv[1])
    if (script) io.out(script)
    else io.err('Name your shell: completion bash|zsh|fish')
    return script ? EXIT.ok : EXIT.usage
  }
  const parsed = parse(argv, io.cwd)
  if ('wrong' in parsed) {
    io.err(parsed.wrong)
    return EXIT.usage
  }
  const reply = await ask(io.path, parsed.request)
  if (parsed.json) io.out(JSON.stringify(reply.ok ? reply.value : reply))
  else if (reply.ok) io.out(reply.text)
  else io.err(reply.message)
  return reply.ok ? EXIT.ok : exitCode(reply.code)
}
