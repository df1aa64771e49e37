import { archiveCommands } from './archive.ts'
import { chatListCommands } from './chat-list.ts'
import { choosingCommands } from './choosing.ts'
import type { Desk, Family } from './command.ts'
import { fileCommands } from './files-out.ts'
import { folderCommands } from './folders.ts'
import { freshCommands } from './fresh.ts'
import { greetingCommands } from './greeting.ts'
import { preferenceCommands } from './preferences.ts'
import { queueCommands } from './queueing.ts'
import { createRegistry } from './registry.ts'
import type { Registry } from './registry.ts'
import { sessionCommands } from './session-info.ts'
import { spendingCommands } from './spending.ts'
import { statusCommands } from './status.ts'
import { steeringCommands } from './steering.ts'
import { stopCommands } from './stopping.ts'
import { tidyCommands } from './tidying.ts'

/** Every command there is, in the order of the help. `more` are those that other parts bring. */
export function allCommands(desk: Desk, more: readonly Family[]): Registry {
  const registry: Registry = createRegistry([
    greetingCommands(desk, () => registry.commands),
    freshCommands(desk),
    statusCommands(desk),
    stopCommands(desk),
    chatListCommands(desk),
    folderCommands(desk),
    queueCommands(desk),
    steeringCommands(desk),
    choosingCommands(desk),
    sessionCommands(desk),
    spendingCommands(desk),
    fileCommands(desk),
    archiveCommands(desk),
    tidyCommands(desk),
    preferenceCommands(desk),
    ...more,
  ])
  return registry
}
