import type { ChatView } from '@shared/app-state.ts'
import type { PermissionMode } from '@shared/settings.ts'
import {
  Archive,
  ArchiveRestore,
  Check,
  Code,
  Copy,
  FolderInput,
  FolderOpen,
  GitFork,
  Pencil,
  RotateCcw,
  Send,
  Square,
  SquareParking,
  SquarePen,
  Terminal,
} from 'lucide-react'

import { MenuChoices, MenuItem, MenuLine } from '@/components/menu.tsx'
import { useT } from '@/lib/i18n/index.ts'

import { canStop } from './chat-actions.ts'
import { FORMATS, MODES, modelsOf } from './chat-choices.ts'
import { useChatActions } from './use-chat-actions.ts'

/** Everything that can be done to a chat, destructive last. */
export function ChatMenuItems({ chat }: { chat: ChatView }) {
  const t = useT()
  const actions = useChatActions()
  const { key } = chat
  return (
    <>
      <MenuItem icon={<Square size={13} />} disabled={!canStop(chat)} onPick={() => actions.stop(key)}>
        {t.common.action.stop}
      </MenuItem>
      <MenuItem icon={<SquarePen size={14} />} onPick={() => actions.newSession(key)}>
        {t.common.action.newSession}
      </MenuItem>
      {chat.status === 'unread' && (
        <MenuItem icon={<Check size={14} />} onPick={() => actions.markRead(key)}>
          {t.list.markRead}
        </MenuItem>
      )}
      {chat.status === 'failed' && (
        <MenuItem icon={<RotateCcw size={14} />} onPick={() => actions.retry(key)}>
          {t.list.retry}
        </MenuItem>
      )}
      <MenuItem icon={<GitFork size={14} />} disabled={chat.session === null} onPick={() => actions.fork(key)}>
        {t.list.fork}
      </MenuItem>
      <MenuItem
        icon={<SquareParking size={14} />}
        disabled={!chat.live || canStop(chat)}
        onPick={() => actions.park(key)}
      >
        {t.list.park}
      </MenuItem>
      <MenuLine />
      <MenuChoices
        label={t.list.model}
        value={chat.preferences.model ?? 'default'}
        options={modelsOf(chat).map((value) => ({ value, label: value === 'default' ? t.list.asSettings : value }))}
        onPick={(model) => actions.prefer(key, { model: model === 'default' ? undefined : model })}
      />
      <MenuChoices<PermissionMode>
        label={t.list.mode}
        value={chat.mode as PermissionMode}
        options={MODES.map((value) => ({ value, label: t.list.modes[value] }))}
        onPick={(mode) => actions.prefer(key, { mode })}
      />
      <MenuItem icon={<FolderInput size={14} />} onPick={() => void actions.pickDirectory(chat)}>
        {t.list.changeDirectory}
      </MenuItem>
      <MenuLine />
      <MenuItem icon={<FolderOpen size={14} />} onPick={() => actions.reveal(key, 'folder')}>
        {t.list.openFolder}
      </MenuItem>
      <MenuItem icon={<Terminal size={14} />} onPick={() => actions.reveal(key, 'terminal')}>
        {t.list.openTerminal}
      </MenuItem>
      <MenuItem icon={<Code size={14} />} onPick={() => actions.reveal(key, 'editor')}>
        {t.list.openEditor}
      </MenuItem>
      {chat.kind !== 'local' && (
        <MenuItem icon={<Send size={14} />} onPick={() => actions.reveal(key, 'telegram')}>
          {t.list.openTelegram}
        </MenuItem>
      )}
      <MenuItem icon={<Copy size={14} />} onPick={() => void actions.copyPath(chat)}>
        {t.list.copyPath}
      </MenuItem>
      <MenuLine />
      <MenuItem icon={<Pencil size={14} />} onPick={() => actions.rename(key)}>
        {t.common.action.rename}
      </MenuItem>
      <MenuChoices
        label={t.list.export}
        value={'' as (typeof FORMATS)[number]}
        options={FORMATS.map((value) => ({ value, label: t.list.formats[value] }))}
        onPick={(format) => void actions.exportAs(key, format)}
      />
      {chat.archived ? (
        <MenuItem icon={<ArchiveRestore size={14} />} onPick={() => actions.unarchive([key])}>
          {t.common.action.unarchive}
        </MenuItem>
      ) : (
        <MenuItem icon={<Archive size={14} />} onPick={() => void actions.archive([key])}>
          {t.common.action.archive}
        </MenuItem>
      )}
    </>
  )
}
