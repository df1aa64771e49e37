import type { TrayItem } from './action.ts'
import { chatsIn } from './chats.ts'
import type { TrayFacts } from './facts.ts'
import { countWords, headerFor, troubleWords } from './header.ts'
import { iconFor } from './icon.ts'
import type { TrayIcon } from './icon.ts'
import { timeWords } from './quiet.ts'
import { action, needsYouItems, unreadItems, workingItems } from './sections.ts'

/** Everything the tray shows. */
export interface TrayModel {
  readonly icon: TrayIcon
  /** The count beside the icon, where the platform can: chats that need somebody. */
  readonly count: number
  readonly tooltip: string
  readonly items: readonly TrayItem[]
}

/** The tray for a state. Pure. */
export function trayModel(facts: TrayFacts): TrayModel {
  const header = headerFor(facts)
  return {
    icon: iconFor(facts),
    count: chatsIn(facts.state.chats, 'needs you').length,
    tooltip: `Switchboard — ${header}`,
    items: [
      { kind: 'label', id: 'header', label: header },
      ...moreTrouble(facts),
      ...needsYouItems(facts),
      ...workingItems(facts),
      ...unreadItems(facts),
      { kind: 'separator', id: 'bot-separator' },
      ...botItems(facts),
      { kind: 'separator', id: 'app-separator' },
      ...appItems(facts),
      { kind: 'separator', id: 'quit-separator' },
      ...endItems(facts),
    ],
  }
}

/** The header has room for one trouble; the others stand below it. */
function moreTrouble({ state }: TrayFacts): TrayItem[] {
  const [, ...others] = troubleWords(state.bot, state.problems)
  return others.map((label, index) => ({ kind: 'label', id: `trouble:${index + 1}`, label }))
}

function botItems(facts: TrayFacts): TrayItem[] {
  const paused = facts.state.bot.phase === 'paused'
  const { keepAwake } = facts
  const keep = (when: TrayFacts['keepAwake'], label: string): TrayItem =>
    action(`keep-awake:${when}`, label, { do: 'keep awake', when }, { radio: true, checked: keepAwake === when })
  return [
    action('pause-bot', 'Pause bot', { do: 'pause bot', paused: !paused }, { checked: paused }),
    doNotDisturb(facts),
    {
      kind: 'submenu',
      id: 'keep-awake',
      label: 'Keep awake while working',
      items: [keep('off', 'Off'), keep('plugged-in', 'When plugged in'), keep('always', 'Always')],
    },
  ]
}

function doNotDisturb({ now, doNotDisturbUntil }: TrayFacts): TrayItem {
  const quiet = doNotDisturbUntil !== null && doNotDisturbUntil > now
  return {
    kind: 'submenu',
    id: 'do-not-disturb',
    label: quiet ? `Do not disturb until ${timeWords(doNotDisturbUntil)}` : 'Do not disturb',
    items: [
      action('do-not-disturb:hour', 'For 1 hour', { do: 'do not disturb', until: 'in an hour' }),
      action('do-not-disturb:tomorrow', 'Until tomorrow', { do: 'do not disturb', until: 'tomorrow' }),
      action('do-not-disturb:off', 'Off', { do: 'do not disturb', until: 'off' }, { checked: !quiet }),
    ],
  }
}

function appItems(facts: TrayFacts): TrayItem[] {
  const { cleanup, update } = facts
  return [
    action('open-dashboard', 'Open dashboard', { do: 'open', screen: 'chats' }),
    action('new-chat', 'New chat…', { do: 'new chat' }),
    action('cleanup', cleanup ? `Cleanup… (${cleanup})` : 'Cleanup…', { do: 'open', screen: 'cleanup' }),
    action('settings', 'Settings…', { do: 'open', screen: 'settings' }),
    ...(update === 'check' ? [action('update', 'Check for updates', { do: 'check for updates' })] : []),
    ...(update === 'restart' ? [action('update', 'Restart to update', { do: 'restart to update' })] : []),
  ]
}

function endItems(facts: TrayFacts): TrayItem[] {
  const working = countWords(facts).find((word) => word.endsWith(' working'))
  const [count] = working?.split(' ') ?? []
  return [
    action(
      'start-at-login',
      'Start at login',
      { do: 'start at login', on: !facts.startAtLogin },
      { checked: facts.startAtLogin },
    ),
    action('open-logs', 'Open logs', { do: 'open logs' }),
    // The entry is always called the same (scripts look for it), so what it would stop is said above it.
    ...(count
      ? [
          {
            kind: 'label' as const,
            id: 'quit-stops',
            label: `Quitting stops ${count} working ${count === '1' ? 'chat' : 'chats'}`,
          },
        ]
      : []),
    action('quit', 'Quit', { do: 'quit' }),
  ]
}
