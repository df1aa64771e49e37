import { runCommand } from '../locate/command.ts'
import { createLinuxTable } from './linux-table.ts'
import { createMacTable } from './mac-table.ts'
import type { ProcessTable } from './process-table.ts'
import { createWindowsTable } from './windows-table.ts'

/** The process table of the system that we run on. */
export function createSystemTable(): ProcessTable {
  if (process.platform === 'linux') return createLinuxTable()
  return process.platform === 'win32' ? createWindowsTable(runCommand) : createMacTable(runCommand)
}
