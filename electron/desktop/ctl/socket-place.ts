import { basename, dirname } from 'node:path'

import { ownDirectory } from '../../sessions/own-directory.ts'
import { CTL_SOCKET } from './protocol.ts'

/**
 * Makes sure that a socket outside the data directory lies where no other user can put one in its place or reach it.
 * Server and client both ask: who speaks to a stranger's socket gives prompts away. Rejects where it does not.
 */
export async function checkSocketPlace(path: string): Promise<void> {
  if (!path.startsWith('\\\\') && basename(path) !== CTL_SOCKET) await ownDirectory(dirname(path))
}
