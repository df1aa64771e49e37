/**
 * The kinds of update that we ask for. `message_reaction` is sent only if it is named; an empty list would mean "all but
 * those that must be named".
 */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
  'message_reaction',
  'stopped_message_generation',
] as const satisfies readonly string[]
