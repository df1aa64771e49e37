import type { Writable } from 'node:stream'

import { runCtl } from './client.ts'
import type { CtlIo } from './client.ts'

/** What is written to a stream of ours; await the function before the end, which cuts off what is still on its way. */
function writerTo(stream: Writable): { readonly out: CtlIo['out']; readonly written: () => Promise<unknown> } {
  const writing: Promise<void>[] = []
  // `… | head` closes the pipe early; that is no fault to die of.
  stream.on('error', () => {})
  return {
    out: (text) => void writing.push(new Promise((resolve) => stream.write(`${text}\n`, () => resolve()))),
    written: () => Promise.all(writing),
  }
}

/** Says one thing and resolves when it is written. */
export async function say(stream: Writable, text: string): Promise<void> {
  const { out, written } = writerTo(stream)
  out(text)
  await written()
}

/** `switchboard ctl …` in a terminal or a pipe. Resolves with the exit code when all is written: whoever exits earlier cuts it off. */
export async function runInTerminal(
  argv: readonly string[],
  where: Pick<CtlIo, 'path' | 'cwd'>,
  { stdout, stderr }: { readonly stdout: Writable; readonly stderr: Writable },
): Promise<number> {
  const [out, err] = [writerTo(stdout), writerTo(stderr)]
  const code = await runCtl(argv, { ...where, out: out.out, err: err.out })
  await Promise.all([out.written(), err.written()])
  return code
}
