import { activityWords } from '@shared/activity.ts'
import type { SECTIONS, STATUSES } from '@shared/status.ts'
import type { TurnErrorCode } from '@shared/turn-error.ts'

type Words<K extends string> = Record<K, string>

/** Words that stand in more than one place. Status, navigation and buttons are the house's own words. */
export const common = {
  status: {
    failed: 'failed',
    'needs approval': 'needs approval',
    'needs answer': 'needs answer',
    stale: 'stale',
    starting: 'starting',
    working: 'working',
    queued: 'queued',
    unread: 'unread',
    stopped: 'stopped',
    idle: 'idle',
  } satisfies Words<(typeof STATUSES)[number]> as Words<(typeof STATUSES)[number]>,
  section: {
    'needs you': 'Needs you',
    working: 'Working',
    queued: 'Queued',
    unread: 'Unread',
    idle: 'Idle',
    archived: 'Archived',
  } satisfies Words<(typeof SECTIONS)[number]> as Words<(typeof SECTIONS)[number]>,
  action: {
    stop: 'Stop',
    newSession: 'New session',
    archive: 'Archive',
    unarchive: 'Unarchive',
    preview: 'Preview',
    cleanUp: 'Clean up',
    undo: 'Undo',
    allowOnce: 'Allow once',
    allowForSession: 'Allow for session',
    deny: 'Deny',
    close: 'Close',
    cancel: 'Cancel',
    save: 'Save',
    copy: 'Copy',
    retry: 'Try again',
    more: 'More actions',
    rename: 'Rename',
    send: 'Send',
    remove: 'Remove',
    clear: 'Clear',
  },
  /** Why a turn failed. */
  failure: (_code: TurnErrorCode | undefined, message: string): string => message,
  /** Why something was not done. */
  refusal: (_code: string, message: string): string => message,
  /** Why a chat takes no messages, from Telegram's own words. */
  unreachable: (reason: string): string => reason,
  /** What a status is about. */
  activity: activityWords,
  now: 'now',
  none: 'none',
  copied: 'Copied',
  loading: 'Loading',
  messages: 'Messages',
}
