/** How a setting is edited. */
export type FieldKind =
  | { readonly kind: 'switch' }
  | { readonly kind: 'text'; readonly nullable?: boolean; readonly mono?: boolean }
  | {
      readonly kind: 'number'
      readonly nullable?: 'no limit' | 'automatic'
      readonly start?: number
      readonly step?: number
    }
  | { readonly kind: 'period'; readonly nullable?: boolean; readonly start: number }
  | { readonly kind: 'choice'; readonly options: readonly Choice[] }
  | { readonly kind: 'directory' }
  | { readonly kind: 'directories' }

export type Choice =
  | 'plan'
  | 'ask'
  | 'acceptEdits'
  | 'bypass'
  | 'auto'
  | 'edit'
  | 'final'
  | 'off'
  | 'names'
  | 'details'
  | 'http'
  | 'command'
  | 'system'
  | 'light'
  | 'dark'
  | 'normal'
  | 'high'
  | 'comfortable'
  | 'compact'
  | 'en'
  | 'de'
  | 'plugged-in'
  | 'always'
  | 'latest'
  | 'beta'

export const GROUPS = [
  'bot',
  'people',
  'claude',
  'directories',
  'streaming',
  'voice',
  'retention',
  'notifications',
  'appearance',
  'system',
  'backup',
] as const
export type SettingGroup = (typeof GROUPS)[number]

interface Field {
  readonly group: SettingGroup
  readonly edit: FieldKind
}

const minutes = (n: number) => n * 60_000
const onOff: FieldKind = { kind: 'switch' }
const choice = (...options: Choice[]): FieldKind => ({ kind: 'choice', options })
const period = (start: number): FieldKind => ({ kind: 'period', nullable: true, start })

/**
 * Every setting that a person can change, by its dotted path, in the order of the screen. To add one:
 * a line here and its texts in each language; the control, the search and the reset come from this table.
 */
export const FIELDS = {
  'bot.paused': { group: 'bot', edit: onOff },
  'bot.groupsAnswerAll': { group: 'bot', edit: onOff },
  'bot.ratePerMinute': { group: 'bot', edit: { kind: 'number' } },
  'bot.apiRoot': { group: 'bot', edit: { kind: 'text', mono: true } },
  'bot.webhookUrl': { group: 'bot', edit: { kind: 'text', nullable: true, mono: true } },
  'bot.webhookPort': { group: 'bot', edit: { kind: 'number' } },
  'claude.executable': { group: 'claude', edit: { kind: 'text', nullable: true, mono: true } },
  'claude.model': { group: 'claude', edit: { kind: 'text', nullable: true, mono: true } },
  'claude.mode': { group: 'claude', edit: choice('plan', 'ask', 'acceptEdits', 'bypass') },
  'claude.allowBypass': { group: 'claude', edit: onOff },
  'claude.maxConcurrentTurns': { group: 'claude', edit: { kind: 'number' } },
  'claude.maxLiveSessions': { group: 'claude', edit: { kind: 'number', nullable: 'automatic', start: 4 } },
  'claude.parkAfterMs': { group: 'claude', edit: period(minutes(10)) },
  'claude.staleAfterMs': { group: 'claude', edit: period(minutes(5)) },
  'claude.finishAfterRestartMs': { group: 'claude', edit: { kind: 'period', start: minutes(60) } },
  'claude.continueInterrupted': { group: 'claude', edit: onOff },
  'claude.autoCompactTurns': { group: 'claude', edit: { kind: 'number', nullable: 'no limit', start: 20 } },
  'approvals.expireAfterMs': { group: 'claude', edit: period(minutes(60)) },
  'directories.initial': { group: 'directories', edit: { kind: 'directory' } },
  'directories.roots': { group: 'directories', edit: { kind: 'directories' } },
  'directories.favourites': { group: 'directories', edit: { kind: 'directories' } },
  'streaming.mode': { group: 'streaming', edit: choice('auto', 'edit', 'final') },
  'streaming.toolCalls': { group: 'streaming', edit: choice('off', 'names', 'details') },
  'streaming.facts': { group: 'streaming', edit: onOff },
  'voice.engine': { group: 'voice', edit: choice('off', 'http', 'command') },
  'voice.url': { group: 'voice', edit: { kind: 'text', nullable: true, mono: true } },
  'voice.model': { group: 'voice', edit: { kind: 'text', mono: true } },
  'voice.command': { group: 'voice', edit: { kind: 'text', nullable: true, mono: true } },
  'voice.showTranscription': { group: 'voice', edit: onOff },
  'retention.idleChatMs': { group: 'retention', edit: period(minutes(24 * 60)) },
  'retention.archiveSessionsAfterMs': { group: 'retention', edit: period(minutes(30 * 24 * 60)) },
  'retention.purgeArchiveAfterMs': { group: 'retention', edit: period(minutes(7 * 24 * 60)) },
  'retention.deadSessionGraceMs': { group: 'retention', edit: period(minutes(60)) },
  'retention.historyMbPerSession': { group: 'retention', edit: { kind: 'number', nullable: 'no limit', start: 50 } },
  'retention.logDays': { group: 'retention', edit: { kind: 'number', nullable: 'no limit', start: 14 } },
  'notifications.needsYou': { group: 'notifications', edit: onOff },
  'notifications.failed': { group: 'notifications', edit: onOff },
  'notifications.done': { group: 'notifications', edit: onOff },
  'appearance.theme': { group: 'appearance', edit: choice('system', 'light', 'dark') },
  'appearance.contrast': { group: 'appearance', edit: choice('system', 'normal', 'high') },
  'appearance.density': { group: 'appearance', edit: choice('comfortable', 'compact') },
  'appearance.zoom': { group: 'appearance', edit: { kind: 'number', step: 0.1 } },
  'appearance.language': { group: 'appearance', edit: choice('system', 'en', 'de') },
  startAtLogin: { group: 'system', edit: onOff },
  'power.keepAwake': { group: 'system', edit: choice('off', 'plugged-in', 'always') },
  'budget.monthlyUsd': { group: 'system', edit: { kind: 'number', nullable: 'no limit', start: 50 } },
  'updates.channel': { group: 'system', edit: choice('latest', 'beta') },
  'updates.automatic': { group: 'system', edit: onOff },
} as const satisfies Record<string, Field>

export type SettingPath = keyof typeof FIELDS
export const SETTING_PATHS = Object.keys(FIELDS) as SettingPath[]
