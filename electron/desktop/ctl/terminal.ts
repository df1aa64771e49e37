import type { Writable } from 'node:stream'

import { runCtl } from './client.ts'
import type { CtlIo } from './client.ts'

/** `switchboard ctl …` in a terminal or a pipe. Resolves with the exit code when all is written: whoever exits earlier cuts it off. */
export async function runInTerminal(
  argv: readonly string[],
  where: Pick<CtlIo, 'path' | 'cwd'>,
  { stdout, stderr }: { readonly stdout: Writable; readonly stderr: Writable },
): Promise<number> {
  const writing: Promise<void>[] = []
  const to = (stream: Writable): CtlIo['out'] => {
    // `… | head` closes the pipe early; that is no fault to die of.
    stream.on('error', () => {})
    return (text) => void writing.push(new Promise((resolve) => stream.write(`${text}\n`, () => resolve())))
  }
  const code = await runCtl(argv, { ...where, out: to(stdout), err: to(stderr) })
  await Promise.all(writing)
  return code
}
