import type { Catalogue } from '../en/index.ts'
import { approvals } from './approvals.ts'
import { detail, list } from './chats.ts'
import { cleanup } from './cleanup.ts'
import { common } from './common.ts'
import { demo, onboarding, pairing } from './onboarding.ts'
import { problems } from './problems.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { logs, usage } from './usage.ts'

/** German. */
export const de: Catalogue = {
  common,
  shell,
  list,
  detail,
  approvals,
  cleanup,
  usage,
  logs,
  settings,
  onboarding,
  pairing,
  demo,
  problems,
}
