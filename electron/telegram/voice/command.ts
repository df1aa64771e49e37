import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import { fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { SoundFile } from './transcriber.ts'

const run = promisify(execFile)

const TIMEOUT_MS = 300_000
const OUTPUT_BYTES = 4 * 1024 * 1024

/**
 * Splits a command line into words. Quotes are read as a shell reads them, but nothing else is: no variables, no
 * substitution, no operators. What was typed in Settings is run as a program, never by a shell. Pure.
 */
export function words(line: string): string[] {
  return [...line.matchAll(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|\S)+/g)].map(([word]) =>
    word.replaceAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, double?: string, single?: string) =>
      // Elsewhere a backslash is one: a path of Windows is full of them.
      double === undefined ? (single ?? '') : double.replaceAll(/\\(["\\$`])/g, '$1'),
    ),
  )
}

/** The program and arguments of a command with `{file}` put in; the file is appended where it is not named. */
export function invocation(command: string, path: string): { program: string; args: string[] } {
  const [program = '', ...args] = words(command)
  const named = args.some((arg) => arg.includes('{file}'))
  return { program, args: [...args.map((arg) => arg.replaceAll('{file}', path)), ...(named ? [] : [path])] }
}

/** What a transcriber is started with: all of ours but the bot's token and what is meant for us alone. Pure. */
export const transcriberEnvironment = (own: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(own).filter(([name]) => !/^(?:TELEGRAM|SWITCHBOARD|WEBHOOK)_/i.test(name)))

/** Runs a local transcriber (whisper.cpp and the like). What it prints to standard output is the text. */
export async function transcribeByCommand({
  command,
  file,
}: {
  command: string
  file: SoundFile
}): Promise<Result<string>> {
  const { program, args } = invocation(command, file.path)
  try {
    const limits = { timeout: TIMEOUT_MS, maxBuffer: OUTPUT_BYTES, windowsHide: true }
    const { stdout } = await run(program, args, { ...limits, env: transcriberEnvironment(process.env) })
    const text = stdout.trim()
    return text === '' ? fail('transcription-failed', 'The transcription command printed nothing.') : ok(text)
  } catch (error) {
    const { code, stderr, message } = error as { code?: string | number; stderr?: string; message: string }
    const why = code === 'ENOENT' ? `${program} was not found` : stderr?.trim().split('\n').at(-1) || message
    return fail('transcription-failed', `The transcription command failed: ${why}. See Settings → Voice.`)
  }
}
