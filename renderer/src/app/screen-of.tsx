import { lazy, Suspense } from 'react'

import { Loading } from '@/components/loading.tsx'
import { ChatsScreen } from '@/features/chats/chats-screen.tsx'
import type { Ui } from '@/lib/ui-store.ts'

// The home screen is in the first bundle; the others come when they are gone to.
const screens = {
  chats: ChatsScreen,
  approvals: lazy(() => import('@/features/approvals/approvals-screen.tsx')),
  cleanup: lazy(() => import('@/features/cleanup/cleanup-screen.tsx')),
  usage: lazy(() => import('@/features/usage/usage-screen.tsx')),
  logs: lazy(() => import('@/features/logs/logs-screen.tsx')),
  settings: lazy(() => import('@/features/settings/settings-screen.tsx')),
  onboarding: lazy(() => import('@/features/onboarding/onboarding-screen.tsx')),
} as const

/** The screen one has gone to. */
export function ScreenOf({ screen }: { screen: Ui['screen'] }) {
  const Screen = screens[screen]
  return (
    <Suspense fallback={<Loading />}>
      <Screen />
    </Suspense>
  )
}
