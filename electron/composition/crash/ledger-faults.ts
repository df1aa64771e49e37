import { promises } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'

import type { Faults } from './fault-plan.ts'

/**
 * The process ledger writes past the injected disk. Its one decisive step is the rename of the new file over the
 * old one, so in the host (a process of the rig's own) Node's `rename` is replaced by one that passes the faults.
 */
export function passLedgerRenames(faults: Faults): void {
  const { rename } = promises
  promises.rename = async (from, to) => {
    const file = basename(String(to))
    if (file !== 'processes.json') return rename(from, to)
    faults.pass({ op: 'rename', file, when: 'before', text: '' })
    await rename(from, to)
    faults.pass({ op: 'rename', file, when: 'after', text: '' })
  }
  syncBuiltinESMExports()
}
