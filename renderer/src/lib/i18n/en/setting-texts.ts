import type { SettingPath } from '@/features/settings/fields.ts'

export interface FieldText {
  readonly label: string
  readonly help: string
  /** What stands in the field while it is empty. */
  readonly empty?: string
}

const fields: Record<SettingPath, FieldText> = {
  'bot.paused': { label: 'Pause bot', help: 'Messages wait at Telegram until the bot goes on.' },
  'bot.apiRoot': { label: 'Bot API address', help: 'Another server than Telegram’s own, for a local Bot API.' },
  'bot.webhookUrl': {
    label: 'Webhook address',
    help: 'Empty means long polling, which needs no open port.',
    empty: 'Long polling',
  },
  'bot.webhookPort': { label: 'Webhook port', help: 'The port that listens on this machine.' },
  'bot.groupsAnswerAll': {
    label: 'Answer everything in groups',
    help: 'Otherwise only mentions, replies and commands.',
  },
  'bot.ratePerMinute': { label: 'Prompts a minute', help: 'How many prompts one person may send in a minute.' },
  'claude.executable': {
    label: 'Executable',
    help: 'Empty means the claude of your login shell.',
    empty: 'claude of the login shell',
  },
  'claude.model': {
    label: 'Model',
    help: 'For chats that choose none. Empty means Claude’s own default.',
    empty: 'Claude’s default',
  },
  'claude.mode': { label: 'Mode', help: 'What Claude may do without asking, in chats that choose none.' },
  'claude.allowBypass': { label: 'Offer bypass', help: 'Lets a chat run without any approval. Only in a sandbox.' },
  'claude.maxConcurrentTurns': { label: 'Turns at once', help: 'Further prompts wait in the queue, visibly.' },
  'claude.maxLiveSessions': {
    label: 'Live sessions',
    help: 'Processes kept warm, about 150 MB each. Automatic: from this machine’s memory.',
  },
  'claude.parkAfterMs': { label: 'Park after', help: 'An idle session gives its process up after this time.' },
  'claude.staleAfterMs': { label: 'Stale after', help: 'A turn without any sign for this long is shown as stale.' },
  'claude.finishAfterRestartMs': { label: 'Finish after a restart', help: 'How long a turn found running may go on.' },
  'claude.continueInterrupted': {
    label: 'Continue interrupted turns',
    help: 'After a restart, Claude is asked to go on.',
  },
  'claude.autoCompactTurns': { label: 'Compact after turns', help: 'Shortens the context after this many turns.' },
  'directories.initial': { label: 'New chats work in', help: 'Empty means your home directory.' },
  'directories.roots': {
    label: 'Allowed roots',
    help: 'A chat’s directory must lie under one of these. None: your home directory.',
  },
  'directories.favourites': { label: 'Favourites', help: 'Offered first in /cd.' },
  'streaming.mode': { label: 'Answers appear', help: 'While Claude writes, by edits, or only when done.' },
  'streaming.toolCalls': { label: 'Tool calls', help: 'How much of the work is shown in Telegram.' },
  'streaming.facts': { label: 'Line of facts', help: 'Time, cost and tokens in small print below an answer.' },
  'voice.engine': { label: 'Transcription', help: 'How voice messages become text.' },
  'voice.url': {
    label: 'Service address',
    help: 'An address that speaks the OpenAI transcription protocol.',
    empty: 'https://…',
  },
  'voice.model': { label: 'Voice model', help: 'The name that the service knows.' },
  'voice.command': { label: 'Command', help: 'Gets the file’s path as its last argument and prints the text.' },
  'voice.showTranscription': { label: 'Show transcription', help: 'The text that was understood is sent back first.' },
  'retention.idleChatMs': { label: 'Idle chats after', help: 'Chats idle for longer are offered in Cleanup.' },
  'retention.archiveSessionsAfterMs': {
    label: 'Archive sessions after',
    help: 'Sessions without activity for longer are offered.',
  },
  'retention.purgeArchiveAfterMs': {
    label: 'Delete archived after',
    help: 'Until then every archiving can be undone.',
  },
  'retention.deadSessionGraceMs': {
    label: 'Grace for dead sessions',
    help: 'Time to repair before a broken session is offered.',
  },
  'retention.historyMbPerSession': { label: 'History per session, MB', help: 'The oldest is trimmed first.' },
  'retention.logDays': { label: 'Days of logs', help: 'Older log files are offered in Cleanup.' },
  'notifications.needsYou': { label: 'When a chat needs you', help: 'Permissions, questions and plans.' },
  'notifications.failed': { label: 'When a turn fails', help: 'With the reason.' },
  'notifications.done': { label: 'When a turn is done', help: 'Only while the window is not in front.' },
  'approvals.expireAfterMs': { label: 'Approvals expire after', help: 'What is not answered by then is denied.' },
  'appearance.theme': { label: 'Theme', help: 'System follows the desktop.' },
  'appearance.contrast': { label: 'Contrast', help: 'High contrast draws every line.' },
  'appearance.density': { label: 'Density', help: 'Height of the rows.' },
  'appearance.zoom': { label: 'Zoom', help: '1 is the normal size.' },
  'appearance.language': { label: 'Language', help: 'Of this window.' },
  'power.keepAwake': { label: 'Keep awake', help: 'Holds off sleep while a turn runs.' },
  startAtLogin: { label: 'Start at login', help: 'Quietly, in the tray.' },
  'updates.channel': { label: 'Update channel', help: 'Beta comes earlier and breaks more often.' },
  'updates.automatic': {
    label: 'Download updates',
    help: 'Once a day by itself. Installed only when no turn runs and you say so.',
  },
  'budget.monthlyUsd': { label: 'Monthly budget, USD', help: 'A warning, not a stop.' },
}

/** Texts of every setting and of every choice. */
export const settingTexts = {
  fields,
  choices: {
    plan: 'Plan',
    ask: 'Ask',
    acceptEdits: 'Accept edits',
    bypass: 'Bypass approvals',
    auto: 'Automatic',
    edit: 'By edits',
    final: 'When done',
    off: 'Off',
    names: 'Names',
    details: 'Details',
    http: 'Service',
    command: 'Command',
    system: 'System',
    light: 'Light',
    dark: 'Dark',
    normal: 'Normal',
    high: 'High',
    comfortable: 'Comfortable',
    compact: 'Compact',
    en: 'English',
    de: 'Deutsch',
    'plugged-in': 'When plugged in',
    always: 'Always',
    latest: 'Stable',
    beta: 'Beta',
  },
}
