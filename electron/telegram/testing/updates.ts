import { updateSchema } from '../intake/update.ts'
import type { TgUpdate } from '../intake/update.ts'

/** A private message of user 1, with whatever the test needs over it. */
export const messageUpdate = (id: number, over: object = {}): TgUpdate =>
  updateSchema.parse({
    update_id: id,
    message: {
      message_id: id,
      date: 1_700_000_000,
      chat: { id: 1, type: 'private', first_name: 'A' },
      from: { id: 1, is_bot: false, first_name: 'A' },
      text: `message ${id}`,
      ...over,
    },
  })
