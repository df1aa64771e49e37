import type { AppState, ChatView } from '@shared/app-state.ts'
import {
  Archive,
  ArchiveRestore,
  Ban,
  Check,
  Code,
  Copy,
  FileDown,
  FolderInput,
  FolderOpen,
  GitFork,
  Pencil,
  RotateCcw,
  Send,
  ShieldCheck,
  Square,
  SquareParking,
  SquarePen,
  Terminal,
} from 'lucide-react'

import type { Catalogue } from '@/lib/i18n/index.ts'
import type { Services } from '@/lib/services.ts'

import { approvalOf } from '../chats/approval-of.ts'
import { type ChatActions, canStop, chatActions } from '../chats/chat-actions.ts'
import { MODES, modelsOf } from '../chats/chat-choices.ts'
import type { Command } from './command.ts'

/** What can be done to the chat that is open: all that its menu has. */
export function chatCommands(services: Services, app: AppState, t: Catalogue): Command[] {
  const { open } = services.ui.getState()
  const chat = open === null ? undefined : app.chats[open]
  if (!chat) return []
  const act = chatActions(services, t)
  return [...answers(app, chat, act, t), ...ofSession(chat, act, t), ...ofPlace(chat, act, t), ...ofChat(chat, act, t)]
}

function answers(app: AppState, chat: ChatView, act: ChatActions, t: Catalogue): Command[] {
  const approval = approvalOf(app, chat.key)
  if (!approval || approval.kind === 'question') return []
  const say = (decision: 'allow once' | 'allow for session' | 'deny') => () => act.answer(approval.id, { decision })
  const { allowOnce, allowForSession, deny } = t.common.action
  return [
    { id: 'allow once', label: allowOnce, keys: 'a', icon: ShieldCheck, run: say('allow once') },
    ...(approval.rule === null
      ? []
      : [{ id: 'allow for session', label: allowForSession, icon: ShieldCheck, run: say('allow for session') }]),
    { id: 'deny', label: deny, keys: 'd', icon: Ban, run: say('deny') },
  ]
}

function ofSession(chat: ChatView, act: ChatActions, t: Catalogue): Command[] {
  const { key } = chat
  const { stop, newSession } = t.common.action
  const when = (condition: boolean, command: Command): Command[] => (condition ? [command] : [])
  return [
    ...when(canStop(chat), { id: 'stop', label: stop, keys: 's', icon: Square, run: () => act.stop(key) }),
    { id: 'new session', label: newSession, icon: SquarePen, run: () => act.newSession(key) },
    ...when(chat.status === 'failed', { id: 'retry', label: t.list.retry, icon: RotateCcw, run: () => act.retry(key) }),
    ...when(chat.status === 'unread', {
      id: 'read',
      label: t.list.markRead,
      icon: Check,
      run: () => act.markRead(key),
    }),
    ...when(chat.session !== null, { id: 'fork', label: t.list.fork, icon: GitFork, run: () => act.fork(key) }),
    ...when(chat.live && !canStop(chat), {
      id: 'park',
      label: t.list.park,
      icon: SquareParking,
      run: () => act.park(key),
    }),
    ...modelsOf(chat).map((model) => ({
      id: `model ${model}`,
      label: `${t.list.model}: ${model === 'default' ? t.list.asSettings : model}`,
      searched: true as const,
      run: () => act.prefer(key, { model: model === 'default' ? undefined : model }),
    })),
    ...MODES.map((mode) => ({
      id: `mode ${mode}`,
      label: `${t.list.mode}: ${t.list.modes[mode]}`,
      searched: true as const,
      run: () => act.prefer(key, { mode }),
    })),
  ]
}

function ofPlace(chat: ChatView, act: ChatActions, t: Catalogue): Command[] {
  const { key } = chat
  const telegram: Command = {
    id: 'telegram',
    label: t.list.openTelegram,
    icon: Send,
    run: () => act.reveal(key, 'telegram'),
  }
  return [
    { id: 'directory', label: t.list.changeDirectory, icon: FolderInput, run: () => act.pickDirectory(chat) },
    { id: 'folder', label: t.list.openFolder, icon: FolderOpen, run: () => act.reveal(key, 'folder') },
    { id: 'terminal', label: t.list.openTerminal, icon: Terminal, run: () => act.reveal(key, 'terminal') },
    { id: 'editor', label: t.list.openEditor, icon: Code, run: () => act.reveal(key, 'editor') },
    ...(chat.kind === 'local' ? [] : [telegram]),
    { id: 'path', label: t.list.copyPath, icon: Copy, run: () => act.copyPath(chat) },
  ]
}

function ofChat(chat: ChatView, act: ChatActions, t: Catalogue): Command[] {
  const { key } = chat
  const { rename, archive, unarchive } = t.common.action
  return [
    { id: 'rename', label: rename, keys: 'F2', icon: Pencil, run: () => act.rename(key) },
    ...(['markdown', 'json', 'html'] as const).map((format) => ({
      id: `export ${format}`,
      label: `${t.list.export}: ${t.list.formats[format]}`,
      icon: FileDown,
      searched: true as const,
      run: () => act.exportAs(key, format),
    })),
    chat.archived
      ? { id: 'unarchive', label: unarchive, icon: ArchiveRestore, run: () => act.unarchive([key]) }
      : { id: 'archive', label: archive, icon: Archive, run: () => act.archive([key]) },
  ]
}
