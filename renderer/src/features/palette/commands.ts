import type { AppState } from '@shared/app-state.ts'

import { SCREEN_ICONS } from '@/app/screen-icons.ts'
import { modifier } from '@/app/shortcuts.ts'
import { tilde } from '@/lib/format.ts'
import type { Catalogue } from '@/lib/i18n/index.ts'
import type { Services } from '@/lib/services.ts'
import { SCREENS } from '@/lib/ui-store.ts'

import { chatActions } from '../chats/chat-actions.ts'
import { FIELDS, SETTING_PATHS } from '../settings/fields.ts'
import { appCommands } from './app-commands.ts'
import { chatCommands } from './chat-commands.ts'
import type { CommandGroup } from './command.ts'

/** Everything that can be done from here, as the palette lists it: for the open chat, the app, and each chat. */
export function commandGroups(services: Services, app: AppState, t: Catalogue): CommandGroup[] {
  const mod = modifier(app.platform)
  const act = chatActions(services, t)
  return [
    { heading: t.shell.palette.thisChat, commands: chatCommands(services, app, t) },
    {
      heading: t.shell.palette.chats,
      commands: Object.values(app.chats)
        .sort((a, b) => b.lastActivityAt - a.lastActivityAt)
        .map((chat) => ({
          id: chat.key,
          label: chat.title,
          words: [
            ...(chat.username === null ? [] : [`@${chat.username}`]),
            tilde(chat.directory, app.home),
            t.common.status[chat.status],
          ].join(' · '),
          status: chat.status,
          run: () => act.open(chat.key),
        })),
    },
    {
      heading: t.shell.palette.go,
      commands: SCREENS.map((screen, index) => ({
        id: `go ${screen}`,
        label: t.shell.palette.goTo(t.shell.nav[screen]),
        keys: `${mod}${index + 1}`,
        icon: SCREEN_ICONS[screen],
        run: () => services.ui.setState({ screen }),
      })),
    },
    { heading: t.shell.palette.app, commands: appCommands(services, app, t, mod) },
    {
      heading: t.shell.palette.settings,
      commands: SETTING_PATHS.map((path) => ({
        id: `setting ${path}`,
        label: t.settings.fields[path].label,
        words: t.settings.group[FIELDS[path].group],
        icon: SCREEN_ICONS.settings,
        searched: true as const,
        run: () => services.ui.setState({ screen: 'settings', settingsFilter: t.settings.fields[path].label }),
      })),
    },
  ].filter((group) => group.commands.length > 0)
}
