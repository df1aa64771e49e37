import { useEffect } from 'react'

import { Toasts } from '@/components/toasts.tsx'
import { AdoptDialog } from '@/features/chats/adopt-dialog.tsx'
import { NewChatDialog } from '@/features/chats/new-chat-dialog.tsx'
import { DemoPane } from '@/features/demo/demo-pane.tsx'
import { Palette } from '@/features/palette/palette.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useServices, useUi } from '@/lib/services.ts'

import { Banners } from './banners.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { Header } from './header.tsx'
import { Rail } from './rail.tsx'
import { ScreenOf } from './screen-of.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { useAppearance } from './use-appearance.ts'
import { useShortcuts } from './use-shortcuts.ts'

/** The window: rail, header, banners, the screen, and what floats above. */
export function Shell() {
  useAppearance()
  useShortcuts()
  const t = useT()
  const { ui } = useServices()
  const demo = useApp((app) => app.demo)
  // A bot set up by the environment, or a chat of one's own, needs no welcome.
  const fresh = useApp((app) => !app.onboarded && app.bot.phase === 'no token' && Object.keys(app.chats).length === 0)
  const screen = useUi((state) => state.screen)

  useEffect(() => {
    const { screen: now } = ui.getState()
    if (fresh && !demo) ui.setState({ screen: 'onboarding' })
    else if (demo && now === 'onboarding') ui.setState({ screen: 'chats' })
  }, [ui, fresh, demo])

  return (
    <div className="flex h-full">
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-raised focus:p-2">
        {t.shell.skip}
      </a>
      <Rail />
      <div className="flex min-w-0 flex-1 flex-col">
        <Header />
        <Banners />
        <div className="flex min-h-0 flex-1">
          <main id="main" tabIndex={-1} className="@container min-w-0 flex-1 outline-none">
            <ErrorBoundary key={screen} text={t.shell.crashed} retry={t.common.action.retry}>
              <ScreenOf screen={screen} />
            </ErrorBoundary>
          </main>
          {demo && <DemoPane />}
        </div>
      </div>
      <Palette />
      <ShortcutsDialog />
      <NewChatDialog />
      <AdoptDialog />
      <Toasts />
    </div>
  )
}
