import { useMemo } from 'react'

import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { type ChatActions, chatActions } from './chat-actions.ts'

/** The actions on chats, bound to this window. */
export function useChatActions(): ChatActions {
  const services = useServices()
  const t = useT()
  return useMemo(() => chatActions(services, t), [services, t])
}
