import type { ChatKey } from '../../shared/ids.ts'
import type { EventData } from '../../shared/ipc.ts'
import type { Settings } from '../../shared/settings.ts'

export type Screen = EventData<'open'>['screen']

/** How long nothing shall buzz; the time is reckoned at the click, so that the menu stays the same meanwhile. */
export type QuietUntil = 'in an hour' | 'tomorrow' | 'off'

/** What an entry of the tray's menu does, as data, so that the menu can be tested without one. */
export type TrayAction =
  | { readonly do: 'answer'; readonly approval: string; readonly decision: 'allow once' | 'allow for session' | 'deny' }
  | { readonly do: 'stop'; readonly chat: ChatKey }
  | { readonly do: 'retry'; readonly chat: ChatKey }
  | { readonly do: 'open chat'; readonly chat: ChatKey }
  | { readonly do: 'open place'; readonly chat: ChatKey; readonly where: 'folder' | 'telegram' }
  | { readonly do: 'mark all read' }
  | { readonly do: 'pause bot'; readonly paused: boolean }
  | { readonly do: 'do not disturb'; readonly until: QuietUntil }
  | { readonly do: 'keep awake'; readonly when: Settings['power']['keepAwake'] }
  | { readonly do: 'open'; readonly screen: Screen }
  | { readonly do: 'new chat' }
  | { readonly do: 'check for updates' }
  | { readonly do: 'restart to update' }
  | { readonly do: 'start at login'; readonly on: boolean }
  | { readonly do: 'open logs' }
  | { readonly do: 'quit' }

/** One entry. Ids are stable: tests and scripts find entries by them. */
export type TrayItem =
  | { readonly kind: 'separator'; readonly id: string }
  | { readonly kind: 'label'; readonly id: string; readonly label: string }
  | {
      readonly kind: 'action'
      readonly id: string
      readonly label: string
      readonly action: TrayAction
      /** Shown as a check box (or a radio button, within a submenu of such). */
      readonly checked?: boolean
      readonly radio?: boolean
    }
  | { readonly kind: 'submenu'; readonly id: string; readonly label: string; readonly items: readonly TrayItem[] }
