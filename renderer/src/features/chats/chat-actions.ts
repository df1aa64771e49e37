import type { ChatView } from '@shared/app-state.ts'
import type { ApprovalAnswer } from '@shared/approval.ts'
import type { ChatKey } from '@shared/ids.ts'

import type { Catalogue } from '@/lib/i18n/index.ts'
import type { Services } from '@/lib/services.ts'

/** Statuses in which a turn of a live session runs. */
const running: ReadonlySet<ChatView['status']> = new Set(['working', 'needs approval', 'needs answer', 'stale'])

/**
 * Whether Stop would do something: what only waits is dropped from the queue instead, a question about a cut turn has
 * no turn, and a process of an earlier run (working, and not live) is not ours to interrupt.
 */
export const canStop = ({ status, live, question }: ChatView): boolean =>
  status === 'starting' || (live && question === null && running.has(status))

/** What can be done to a chat, from wherever it is shown. */
export function chatActions({ client, ui, toast }: Services, t: Catalogue) {
  /** What a person should know of a directory before the first message in it; null where that is nothing. */
  const warningOf = async (chat: ChatKey): Promise<string | null> => {
    const files = await client.ask('chats.filesWithCommands', { chat })
    return files.ok && files.value.length > 0 ? t.list.filesWithCommands(files.value.join(', ')) : null
  }
  const setDirectory = async (chat: ChatView, directory: string): Promise<void> => {
    const before = chat.directory
    const reply = await client.call('chats.setDirectory', { chat: chat.key, directory })
    if (!reply.ok) return
    const back = () => void client.call('chats.setDirectory', { chat: chat.key, directory: before })
    toast({
      text: [t.list.directorySet(chat.title, reply.value), await warningOf(chat.key)].filter(Boolean).join('. '),
      action: { label: t.common.action.undo, run: back },
    })
  }
  return {
    /** After a chat was made: says what its directory does by itself. */
    warn: async (chat: ChatKey) => {
      const text = await warningOf(chat)
      if (text !== null) toast({ text })
    },
    open: (chat: ChatKey) => {
      ui.setState({ screen: 'chats', open: chat, reading: null })
      void client.ask('chats.markRead', { chat })
    },
    stop: (chat: ChatKey) => void client.call('chats.stop', { chat }),
    newSession: async (chat: ChatKey) => {
      const reply = await client.call('chats.newSession', { chat })
      if (reply.ok) toast({ text: t.list.newSessionBegun })
    },
    fork: async (chat: ChatKey) => {
      const reply = await client.call('chats.fork', { chat })
      if (reply.ok) toast({ text: t.list.forked })
    },
    park: (chat: ChatKey) => void client.call('chats.park', { chat }),
    retry: (chat: ChatKey) => void client.call('chats.retry', { chat }),
    markRead: (chat: ChatKey) => void client.call('chats.markRead', { chat }),
    rename: (chat: ChatKey) => ui.setState({ screen: 'chats', renaming: chat }),
    reveal: (chat: ChatKey, where: 'folder' | 'terminal' | 'editor' | 'telegram') =>
      void client.call('chats.open', { chat, where }),
    prefer: (chat: ChatKey, change: ChatView['preferences']) =>
      void client.call('chats.setPreferences', { chat, change }),
    answer: (id: string, answer: ApprovalAnswer) => void client.call('approvals.answer', { id, answer }),
    copyPath: async (chat: ChatView) => {
      const reply = await client.call('app.copy', { text: chat.directory })
      if (reply.ok) toast({ text: t.common.copied })
    },
    setDirectory,
    pickDirectory: async (chat: ChatView) => {
      const reply = await client.call('chats.pickDirectory', { chat: chat.key })
      if (reply.ok && reply.value !== null) await setDirectory(chat, reply.value)
    },
    exportAs: async (chat: ChatKey, format: 'markdown' | 'json' | 'html') => {
      const reply = await client.call('chats.export', { chat, format })
      if (reply.ok && reply.value !== null) toast({ text: t.list.exported(reply.value) })
    },
    archive: async (chats: ChatKey[]) => {
      const reply = await client.call('chats.archive', { chats })
      if (!reply.ok) return
      ui.setState({ marked: new Set() })
      const back = () => void client.call('chats.unarchive', { chats })
      toast({ text: t.list.archivedMany(chats.length), action: { label: t.common.action.undo, run: back } })
    },
    unarchive: (chats: ChatKey[]) => void client.call('chats.unarchive', { chats }),
  }
}

export type ChatActions = ReturnType<typeof chatActions>
