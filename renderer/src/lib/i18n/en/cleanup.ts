import { reasonWords } from '@shared/cleanup-words.ts'

const things = (n: number): string => (n === 1 ? '1 item' : `${n} items`)

/** Cleanup. */
export const cleanup = {
  title: 'Cleanup',
  lead: 'Nothing goes that the preview has not shown. What is archived can be undone.',
  group: {
    'idle chats': 'Idle chats',
    'old sessions': 'Old sessions',
    'archived sessions': 'Archived sessions',
    'missing directories': 'Missing directories',
    'orphan transcripts': 'Orphan transcripts',
    'records without transcript': 'Records without transcript',
    'dead processes': 'Dead processes',
    'temporary uploads': 'Temporary uploads',
    'old logs': 'Old logs',
  },
  help: {
    'idle chats': 'Chats that nobody used for longer than the setting',
    'old sessions': 'Sessions without activity for longer than the setting',
    'archived sessions': 'Archived long enough to be deleted for good',
    'missing directories': 'Chats whose working directory is gone',
    'orphan transcripts': 'Transcripts that no session has',
    'records without transcript': 'Sessions whose transcript is gone',
    'dead processes': 'Children of an earlier run that are still there',
    'temporary uploads': 'Files from chats that have served',
    'old logs': 'Logs older than the setting',
  },
  /** Why a thing is listed. */
  reason: reasonWords,
  act: { park: 'park', archive: 'archive', purge: 'delete', end: 'end' },
  items: things,
  selected: (n: number, size: string | null) => `${things(n)} selected${size === null ? '' : `, ${size}`}`,
  selectAll: (group: string) => `Select all: ${group}`,
  archive: (n: number) => `Archive ${things(n)}`,
  cleanUp: (n: number) => `Clean up ${things(n)}`,
  purgeTitle: (n: number) => `Delete ${things(n)} for good?`,
  purgeText: (n: number, size: string) => `${n} of the selected cannot be undone: ${size} will be freed.`,
  working: (n: number) => `Cleaning up ${things(n)}`,
  stopped: 'Stopped. What had been done stays in the history below.',
  finished: (n: number, freed: string | null) => `Cleaned up ${things(n)}${freed === null ? '' : `, ${freed} freed`}`,
  showAll: (n: number) => `Show all ${n}`,
  leftAlone: (why: string) => `Left alone: ${why}`,
  skipped: (n: number) => `${things(n)} left alone`,
  none: { title: 'Nothing to clean up', text: 'Everything is in use or younger than the limits in Settings.' },
  start: {
    title: 'See what could go',
    text: 'The preview looks at chats, sessions, transcripts, processes and files, and changes nothing.',
  },
  history: 'History',
  noHistory: 'Nothing was cleaned up yet.',
  undone: 'undone',
  by: (who: string) => `by ${who}`,
  /** Who cleaned up, where it was no person. */
  who: { dashboard: 'you', 'Retention rules': 'the retention rules', ctl: 'the command line' } as Record<
    string,
    string
  >,
}
