import { CONNECTION_LOST } from '../../shared/activity.ts'
import { promptIdSchema } from '../../shared/ids.ts'
import type { PromptId } from '../../shared/ids.ts'
import type { TurnEvent } from '../../shared/turn-events.ts'
import { list, number, record, text } from '../json.ts'
import type { Json } from '../json.ts'

const promptId = (value: unknown): readonly PromptId[] => {
  const parsed = promptIdSchema.safeParse(value)
  return parsed.success ? [parsed.data] : []
}

/** Our prompts that a `result` answers; the plural field lists those merged or folded into one turn. */
export function promptsOf(result: Json): readonly PromptId[] {
  const several = list(result['user_message_uuids']).flatMap(promptId)
  return several.length > 0 ? several : promptId(result['user_message_uuid'])
}

/** Why a call of the API failed. Claude calls `unknown` what it has no word for: most often no answer came at all. */
function retryReason(message: Json): string {
  const word = text(message['error'])
  if (word !== '' && word !== 'unknown') return word
  const status = number(message['error_status'])
  return status === 0 ? CONNECTION_LOST : `status ${status}`
}

/** Events of messages that need no memory of earlier ones. Pure. */
export function systemEvents(message: Json): readonly TurnEvent[] {
  const kind = message['type'] === 'system' ? message['subtype'] : message['type']
  switch (kind) {
    case 'command_lifecycle':
      if (message['state'] !== 'started') return []
      return promptId(message['command_uuid']).map((id) => ({ type: 'prompt taken', promptId: id }))
    case 'api_retry':
      return [
        {
          type: 'retrying',
          attempt: number(message['attempt']),
          of: number(message['max_retries']),
          reason: retryReason(message),
          delayMs: number(message['retry_delay_ms']),
        },
      ]
    case 'rate_limit_event': {
      const info = record(message['rate_limit_info'])
      const resetsAt = number(info['resetsAt'])
      // Claude tells seconds.
      return [{ type: 'rate limit', status: text(info['status']), resetsAt: resetsAt > 0 ? resetsAt * 1000 : null }]
    }
    case 'compact_boundary': {
      const data = record(message['compact_metadata'])
      return [{ type: 'compacted', before: number(data['pre_tokens']), after: number(data['post_tokens']) }]
    }
    default:
      return []
  }
}
