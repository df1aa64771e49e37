import { approvals } from './approvals.ts'
import { detail, list } from './chats.ts'
import { cleanup } from './cleanup.ts'
import { common } from './common.ts'
import { demo, onboarding, pairing } from './onboarding.ts'
import { problems } from './problems.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { logs, usage } from './usage.ts'

/** English, and the shape that every other language must have. */
export const en = {
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

/** Texts by place: plain strings, lists of them, or functions of what stands in them. */
export type Catalogue = typeof en
