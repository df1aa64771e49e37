import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import { fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { SoundFile } from './transcriber.ts'

const run = promisify(execFile)

const TIMEOUT_MS = 300_000
const OUTPUT_BYTES = 4 * 1024 * 1024

/**
 * Splits a command line into its words as a shell would read quotes, and nothing else: no variables, no
 * substitution, no operators. What was typed in Settings is run as a program, never by a shell.
 */
export function words(line: string): string[] {
  const found = [...line.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g)]
  return found.map(([, double, single, bare]) =>
    double === undefined ? (single ?? bare ?? '') : double.replaceAll(/\\(.)/g, '$1'),
  )
}

/** The program and arguments of a command with `{file}` put in; the file is appended where it is not named. */
export function invocation(command: string, path: string): { program: string; args: string[] } {
  const [program = '', ...args] = words(command)
  const named = args.some((arg) => arg.includes('{file}'))
  return { program, args: [...args.map((arg) => arg.replaceAll('{file}', path)), ...(named ? [] : [path])] }
}

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
    const { stdout } = await run(program, args, { timeout: TIMEOUT_MS, maxBuffer: OUTPUT_BYTES, windowsHide: true })
    const text = stdout.trim()
    return text === '' ? fail('transcription-failed', 'The transcription command printed nothing.') : ok(text)
  } catch (error) {
    const { code, stderr, message } = error as { code?: string | number; stderr?: string; message: string }
    const why = code === 'ENOENT' ? `${program} was not found` : stderr?.trim().split('\n').at(-1) || message
    return fail('transcription-failed', `The transcription command failed: ${why}. See Settings → Voice.`)
  }
}
