import { createHash } from 'node:crypto'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

import { z } from 'zod'

/** One line of JSON in each direction for each call. */
export const ctlRequestSchema = z.object({
  verb: z.string().max(40),
  args: z.array(z.string().max(1_000_000)).max(10_000),
  options: z.record(z.string(), z.union([z.string(), z.boolean()])),
  /** Where the client stands: relative paths among the words are meant from there. */
  cwd: z.string().max(4096),
})
export type CtlRequest = z.infer<typeof ctlRequestSchema>

/** `value` is for programs, `text` for people, `warning` for stderr in both cases. */
export type CtlReply =
  | { readonly ok: true; readonly value: unknown; readonly text: string; readonly warning?: string }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly warning?: string }

/** What `switchboard ctl` exits with. */
export const EXIT = { ok: 0, failed: 1, usage: 2, notRunning: 3, notFound: 4, timeout: 5 } as const

/** The exit code for a failure's code. */
export const exitCode = (code: string): number => {
  if (code === 'usage') return EXIT.usage
  if (code === 'not-running') return EXIT.notRunning
  if (code === 'timeout') return EXIT.timeout
  return code.startsWith('unknown-') ? EXIT.notFound : EXIT.failed
}

/** The socket's name in the data directory. */
export const CTL_SOCKET = 'ctl.sock'

/**
 * Where the running app listens. A socket in the data directory (0600); a named pipe on Windows. The path of a Unix
 * socket may have 107 bytes (`sun_path`): a longer one is replaced by one in a directory of this user's own below the
 * temporary one.
 */
export function ctlPath(dataDir: string, platform: NodeJS.Platform): string {
  const digest = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  if (platform === 'win32') return `\\\\.\\pipe\\switchboard-${digest}`
  const inside = join(dataDir, CTL_SOCKET)
  return Buffer.byteLength(inside) <= 100 ? inside : join(tmpdir(), `switchboard-${userInfo().uid}`, `${digest}.sock`)
}
