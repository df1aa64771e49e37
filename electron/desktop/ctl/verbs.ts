import type { DesktopPorts } from '../ports.ts'
import type { CtlReply, CtlRequest } from './protocol.ts'
import type { Verb } from './verb.ts'
import { CHAT_VERBS } from './verbs-chats.ts'
import { DATA_VERBS } from './verbs-data.ts'
import { REQUEST_VERBS } from './verbs-requests.ts'

/** All verbs, in the order of the help. */
export const VERBS: readonly Verb[] = [...CHAT_VERBS, ...REQUEST_VERBS, ...DATA_VERBS]

/** Runs a request in the app. */
export async function runVerb(ports: DesktopPorts, request: CtlRequest, aborted: AbortSignal): Promise<CtlReply> {
  const verb = VERBS.find((candidate) => candidate.name === request.verb)
  if (!verb) return { ok: false, code: 'usage', message: `There is no verb ${request.verb}. \`help\` lists them.` }
  return verb.run({ ports, args: request.args, options: request.options, cwd: request.cwd, aborted })
}
