import type { ChatView } from '@shared/app-state.ts'
import { type DragEvent, useState } from 'react'

import { useServices } from '@/lib/services.ts'

import { useChatActions } from './use-chat-actions.ts'

/** A folder dropped on a row becomes the chat's directory. Main says no to what is not a folder. */
export function useFolderDrop(chat: ChatView | undefined) {
  const { client } = useServices()
  const actions = useChatActions()
  const [over, setOver] = useState(false)
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      const [path] = client.pathsOf(event.dataTransfer.files)
      if (chat && path !== undefined) void actions.setDirectory(chat, path)
    },
  }
  return { over, handlers }
}
