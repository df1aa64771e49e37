import type { ChatView } from '@shared/app-state.ts'

import { useServices } from '@/lib/services.ts'
import { useDrop } from '@/lib/use-drop.ts'

import { useChatActions } from './use-chat-actions.ts'

/** A folder dropped on a row becomes the chat's directory. Main says no to what is not a folder. */
export function useFolderDrop(chat: ChatView | undefined) {
  const { client } = useServices()
  const actions = useChatActions()
  return useDrop((files) => {
    const [path] = client.pathsOf(files)
    if (chat && path !== undefined) void actions.setDirectory(chat, path)
  })
}
