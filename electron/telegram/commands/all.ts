import { archiveCommands } from './archive.ts'
import { chatListCommands } from './chat-list.ts'
import { cleanUpCommands } from './clean-up.ts'
import type { Desk, Family } from './command.ts'
import { costCommands } from './cost.ts'
import { directoryCommands } from './directory.ts'
import { getFileCommands } from './get-file.ts'
import { helpCommands } from './help.ts'
import { modelCommands } from './model-and-mode.ts'
import { newSessionCommands } from './new-session.ts'
import { preferenceCommands } from './preferences.ts'
import { queueCommands } from './queue.ts'
import { createRegistry } from './registry.ts'
import type { Registry } from './registry.ts'
import { sessionCommands } from './session-info.ts'
import { statusCommands } from './status.ts'
import { steeringCommands } from './steering.ts'
import { stopCommands } from './stop.ts'

/** Every command there is, in the order of the help. `more` are those that other parts bring. */
export function allCommands(desk: Desk, more: readonly Family[]): Registry {
  const registry: Registry = createRegistry([
    helpCommands(desk, () => registry.commands),
    newSessionCommands(desk),
    statusCommands(desk),
    stopCommands(desk),
    chatListCommands(desk),
    directoryCommands(desk),
    queueCommands(desk),
    steeringCommands(desk),
    modelCommands(desk),
    sessionCommands(desk),
    costCommands(desk),
    getFileCommands(desk),
    archiveCommands(desk),
    cleanUpCommands(desk),
    preferenceCommands(desk),
    ...more,
  ])
  return registry
}
