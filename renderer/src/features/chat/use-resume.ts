import type { ChatKey, SessionId } from '@shared/ids.ts'

import { useServices } from '@/lib/services.ts'

/** Makes an earlier session the chat's current one, and shows that. */
export function useResume(chat: ChatKey): (session: SessionId) => Promise<void> {
  const { client, ui } = useServices()
  return async (session) => {
    const reply = await client.call('sessions.resume', { chat, session })
    if (reply.ok) ui.setState({ reading: null })
  }
}
