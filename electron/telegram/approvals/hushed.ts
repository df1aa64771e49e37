import type { ChatRecord } from '../../shared/chat.ts'

/** Whether a chat wants no sound at all, not even for what needs its people. Pure. */
export const isHushed = (chat: Pick<ChatRecord, 'preferences'> | undefined): boolean =>
  chat?.preferences.notifications === 'off'
