import type { AppState } from '@shared/app-state.ts'

import type { Catalogue } from '@/lib/i18n/index.ts'
import type { Services } from '@/lib/services.ts'
import { SCREENS } from '@/lib/ui-store.ts'

import { approvalOf } from '../chats/approval-of.ts'
import { canStop, chatActions } from '../chats/chat-actions.ts'

export interface Command {
  readonly id: string
  readonly label: string
  /** Further words by which it is found. */
  readonly words?: string
  readonly run: () => unknown
}

export interface CommandGroup {
  readonly heading: string
  readonly commands: readonly Command[]
}

/** Everything that can be done from here, as the palette lists it: for the open chat, the app, and each chat. */
export function commandGroups(services: Services, app: AppState, t: Catalogue): CommandGroup[] {
  return [
    { heading: t.shell.palette.thisChat, commands: chatCommands(services, app, t) },
    { heading: t.shell.palette.app, commands: appCommands(services, app, t) },
    {
      heading: t.shell.palette.go,
      commands: SCREENS.map((screen) => ({
        id: `go ${screen}`,
        label: t.shell.palette.goTo(t.shell.nav[screen]),
        run: () => services.ui.setState({ screen }),
      })),
    },
    {
      heading: t.shell.palette.chats,
      commands: Object.values(app.chats)
        .sort((a, b) => b.lastActivityAt - a.lastActivityAt)
        .map((chat) => ({
          id: chat.key,
          label: chat.title,
          words: `${chat.username ?? ''} ${chat.directory} ${chat.status}`,
          run: () => chatActions(services, t).open(chat.key),
        })),
    },
  ].filter((group) => group.commands.length > 0)
}

function chatCommands(services: Services, app: AppState, t: Catalogue): Command[] {
  const { open } = services.ui.getState()
  const chat = open === null ? undefined : app.chats[open]
  if (!chat) return []
  const act = chatActions(services, t)
  const approval = approvalOf(app, chat.key)
  const answers: Command[] =
    approval && approval.kind !== 'question'
      ? [
          {
            id: 'allow once',
            label: t.common.action.allowOnce,
            run: () => act.answer(approval.id, { decision: 'allow once' }),
          },
          { id: 'deny', label: t.common.action.deny, run: () => act.answer(approval.id, { decision: 'deny' }) },
        ]
      : []
  return [
    ...answers,
    ...(canStop(chat) ? [{ id: 'stop', label: t.common.action.stop, run: () => act.stop(chat.key) }] : []),
    { id: 'new session', label: t.common.action.newSession, run: () => act.newSession(chat.key) },
    { id: 'fork', label: t.list.fork, run: () => act.fork(chat.key) },
    { id: 'directory', label: t.list.changeDirectory, run: () => act.pickDirectory(chat) },
    { id: 'folder', label: t.list.openFolder, run: () => act.reveal(chat.key, 'folder') },
    { id: 'terminal', label: t.list.openTerminal, run: () => act.reveal(chat.key, 'terminal') },
    { id: 'editor', label: t.list.openEditor, run: () => act.reveal(chat.key, 'editor') },
    { id: 'rename', label: t.common.action.rename, run: () => act.rename(chat.key) },
    {
      id: 'export',
      label: `${t.list.export}: ${t.list.formats.markdown}`,
      run: () => act.exportAs(chat.key, 'markdown'),
    },
    chat.archived
      ? { id: 'unarchive', label: t.common.action.unarchive, run: () => act.unarchive([chat.key]) }
      : { id: 'archive', label: t.common.action.archive, run: () => act.archive([chat.key]) },
  ]
}

function appCommands({ client, ui, toast }: Services, app: AppState, t: Catalogue): Command[] {
  const words = t.shell.palette
  const paused = app.bot.phase === 'paused'
  const theme = (value: 'system' | 'light' | 'dark') => () =>
    client.call('settings.set', { path: 'appearance.theme', value })
  const saying = async (
    call: 'app.checkUpdates' | 'app.backup' | 'logs.diagnostics',
    told: (text: string) => string,
  ) => {
    const reply = await client.call(call)
    if (reply.ok && reply.value !== null) toast({ text: told(reply.value) })
  }
  return [
    { id: 'new chat', label: words.newChat, run: () => ui.setState({ dialog: 'new chat' }) },
    { id: 'adopt', label: words.adopt, run: () => ui.setState({ dialog: 'adopt' }) },
    {
      id: 'pause',
      label: paused ? t.shell.resume : t.shell.pause,
      run: () => client.call('bot.pause', { paused: !paused }),
    },
    { id: 'connect', label: t.onboarding.connect, run: () => ui.setState({ screen: 'onboarding' }) },
    app.demo
      ? { id: 'demo', label: t.shell.demo.leave, run: () => client.call('demo.stop') }
      : { id: 'demo', label: t.onboarding.demo, run: () => client.call('demo.start') },
    { id: 'diagnostics', label: words.diagnostics, run: () => saying('logs.diagnostics', t.logs.saved) },
    { id: 'backup', label: words.backup, run: () => saying('app.backup', t.settings.backup.done) },
    { id: 'updates', label: words.updates, run: () => saying('app.checkUpdates', (text) => text) },
    { id: 'light', label: words.light, run: theme('light') },
    { id: 'dark', label: words.dark, run: theme('dark') },
    { id: 'system', label: words.system, run: theme('system') },
    { id: 'shortcuts', label: words.shortcuts, run: () => ui.setState({ dialog: 'shortcuts' }) },
    { id: 'quit', label: words.quit, run: () => client.call('app.quit') },
  ]
}
