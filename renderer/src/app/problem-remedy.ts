import type { ChatKey } from '@shared/ids.ts'
import type { Problem, ProblemCode } from '@shared/problems.ts'

import type { Catalogue } from '@/lib/i18n/index.ts'
import type { Services } from '@/lib/services.ts'

interface Remedy {
  readonly label: Exclude<keyof Catalogue['shell']['problem'], 'more' | 'others' | 'fewer'>
  readonly run: (services: Services) => unknown
}

/** How Claude Code is installed and logged in to. */
export const CLAUDE_SETUP = 'https://code.claude.com/docs/en/setup'

const go =
  (screen: 'settings' | 'onboarding' | 'logs') =>
  ({ ui }: Services) =>
    ui.setState({ screen })

const openChat = (chat: string): Remedy => ({
  label: 'openChat',
  run: ({ ui }) => ui.setState({ screen: 'chats', open: chat as ChatKey }),
})

const pickDirectory = (chat: string): Remedy => ({
  label: 'setDirectory',
  run: async ({ client }) => {
    const key = chat as ChatKey
    const picked = await client.call('chats.pickDirectory', { chat: key })
    if (picked.ok && picked.value !== null)
      await client.call('chats.setDirectory', { chat: key, directory: picked.value })
  },
})

const remedies: Partial<Record<ProblemCode, Remedy>> = {
  'no-token': { label: 'setToken', run: go('onboarding') },
  'token-refused': { label: 'setToken', run: go('settings') },
  'claude-not-found': { label: 'findClaude', run: go('settings') },
  'claude-not-logged-in': {
    label: 'howToLogIn',
    run: ({ client }) => client.call('app.openExternal', { url: CLAUDE_SETUP }),
  },
  'store-damaged': { label: 'openFolder', run: ({ client }) => client.call('logs.openFolder') },
  'store-unwritable': { label: 'openFolder', run: ({ client }) => client.call('logs.openFolder') },
  'secrets-unavailable': { label: 'openSettings', run: go('settings') },
  'secrets-basic-text': { label: 'openSettings', run: go('settings') },
  'no-network': { label: 'openLogs', run: go('logs') },
  'bad-environment': { label: 'openLogs', run: go('logs') },
}

const deliver = (id: string): Remedy[] => [
  { label: 'sendAgain', run: ({ client }) => client.call('answers.redeliver', { id }) },
  { label: 'discardAnswer', run: ({ client }) => client.call('answers.discard', { id }) },
]

/** The buttons that mend a problem, the likeliest first; none where nothing but waiting helps. */
export function remediesOf({ code, chat, answer }: Problem): Remedy[] {
  const single = remedies[code]
  if (chat === null) return single ? [single] : []
  if (answer !== undefined) return [...deliver(answer), openChat(chat)]
  return [code === 'directory-gone' ? pickDirectory(chat) : openChat(chat)]
}
