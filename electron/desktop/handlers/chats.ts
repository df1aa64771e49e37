import { filesWithCommands } from '../../sessions/project-settings.ts'
import type { ChatView } from '../../shared/app-state.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { done, fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import { DASHBOARD } from '../ports.ts'
import { attachFiles } from './attachments.ts'
import type { Area, HandlerContext } from './context.ts'
import { deskDirectory, makeLocalChat } from './new-chat.ts'
import { keepPasted } from './pictures.ts'
import { each, nothingOf } from './results.ts'

const EXTENSIONS = { markdown: 'md', json: 'json', html: 'html' } as const

export function chatHandlers(context: HandlerContext): Area<'chats'> {
  const { ports, dialogs } = context
  const { sessions } = ports
  const view = (chat: ChatKey): Result<ChatView> => {
    const found = sessions.view(chat)
    return found ? ok(found) : fail('unknown-chat', 'This chat is gone.')
  }
  return {
    'chats.new': (given) => makeLocalChat(context, given),
    'chats.say': async ({ chat, text, files }) => {
      const attachments = await attachFiles(files)
      if (!attachments.ok) return attachments
      return nothingOf(await sessions.submit({ chat, text, attachments: attachments.value, actor: DASHBOARD }))
    },
    'chats.keepPasted': (pasted) => keepPasted(context.inboxDir, context.newId().slice(0, 8), pasted),
    'chats.stop': async ({ chat }) => nothingOf(await sessions.stop(chat, DASHBOARD)),
    'chats.newSession': async ({ chat }) => nothingOf(await sessions.newSession(chat, DASHBOARD)),
    'chats.setDirectory': async ({ chat, directory }) => {
      const checked = await deskDirectory(directory, context.home)
      return checked.ok ? sessions.setDirectory(chat, checked.value, DASHBOARD) : checked
    },
    'chats.filesWithCommands': async ({ chat }) => {
      const { directory } = sessions.chat(chat) ?? {}
      return ok(directory === undefined ? [] : [...(await filesWithCommands(directory))])
    },
    'chats.pickDirectory': async ({ chat }) =>
      ok(await dialogs.pickFolder('Choose a folder', (chat && sessions.chat(chat)?.directory) ?? context.home)),
    'chats.setPreferences': ({ chat, change }) => sessions.setPreferences(chat, change, DASHBOARD),
    'chats.rename': ({ chat, name }) => sessions.rename(chat, name, DASHBOARD),
    'chats.markRead': ({ chat }) => {
      sessions.markRead(chat)
      return done
    },
    'chats.archive': ({ chats }) => each(chats, (chat) => sessions.archiveChat(chat, DASHBOARD)),
    'chats.unarchive': ({ chats }) => each(chats, (chat) => sessions.unarchiveChat(chat, DASHBOARD)),
    'chats.fork': ({ chat }) => sessions.forkSession(chat, DASHBOARD),
    'chats.park': ({ chat }) => sessions.park(chat),
    'chats.endProcess': ({ chat }) => sessions.endProcess(chat, DASHBOARD),
    'chats.retry': async ({ chat }) => nothingOf(await sessions.retry(chat, DASHBOARD)),
    'chats.export': async ({ chat, format }) => {
      const found = view(chat)
      if (!found.ok) return found
      const name = `${fileName(found.value.title)}-${context.today()}.${EXTENSIONS[format]}`
      const path = await dialogs.saveFile('Export chat', name)
      if (path === null) return ok(null)
      const written = await ports.exporter.write(chat, format, path)
      return written.ok ? ok(path) : written
    },
    'chats.open': async ({ chat, where }) => {
      const found = view(chat)
      return found.ok ? context.openPlace(found.value, where) : found
    },
  }
}

/** A title as part of a file's name, wherever it is saved. Pure. */
export const fileName = (title: string): string =>
  title
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60) || 'chat'
