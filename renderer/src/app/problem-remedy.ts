import type { ChatKey } from '@shared/ids.ts'
import type { Problem, ProblemCode } from '@shared/problems.ts'

import type { Catalogue } from '@/lib/i18n/index.ts'
import type { Services } from '@/lib/services.ts'

interface Remedy {
  readonly label: Exclude<keyof Catalogue['shell']['problem'], 'more'>
  readonly run: (services: Services) => unknown
}

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
    run: ({ client }) => client.call('app.openExternal', { url: 'https://code.claude.com/docs/en/setup' }),
  },
  'store-damaged': { label: 'openFolder', run: ({ client }) => client.call('logs.openFolder') },
  'store-unwritable': { label: 'openFolder', run: ({ client }) => client.call('logs.openFolder') },
  'secrets-unavailable': { label: 'openSettings', run: go('settings') },
  'secrets-basic-text': { label: 'openSettings', run: go('settings') },
  'webhook-failed': { label: 'openSettings', run: go('settings') },
  'no-network': { label: 'openLogs', run: go('logs') },
  'bad-environment': { label: 'openLogs', run: go('logs') },
}

/** The button that mends a problem; undefined where nothing but waiting helps. */
export function remedyOf(problem: Problem): Remedy | undefined {
  if (problem.chat === null) return remedies[problem.code]
  return problem.code === 'directory-gone' ? pickDirectory(problem.chat) : openChat(problem.chat)
}
