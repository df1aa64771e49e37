import { writeFile } from 'node:fs/promises'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import { dirname } from 'node:path'

import type { LogReader } from '../desktop/ports.ts'
import { done, errorMessage, fail } from '../shared/result.ts'
import { redact } from '../shared/secret.ts'
import type { FileLog } from '../storage/log/log.ts'

/** How many log entries go into a diagnostics bundle. */
const LINES = 2000

/** Reads the log, for "Logs", and writes the diagnostics bundle: what is needed to understand a fault, and nothing secret. */
export function createLogReader(log: FileLog, facts: () => Record<string, unknown>): LogReader {
  return {
    folder: dirname(log.file),
    page: async (limit) => log.recent(limit),
    subscribe: (listener) => log.onEntry(listener),
    async diagnostics(path) {
      const machine = {
        platform: platform(),
        release: release(),
        arch: arch(),
        cores: cpus().length,
        memory: totalmem(),
      }
      const bundle = { format: 'switchboard-diagnostics', version: 1, machine, facts: facts(), log: log.recent(LINES) }
      try {
        await writeFile(path, redact(`${JSON.stringify(bundle, null, 2)}\n`), { mode: 0o600 })
        return done
      } catch (error) {
        return fail('not-written', `${path} could not be written: ${errorMessage(error)}`)
      }
    },
  }
}
