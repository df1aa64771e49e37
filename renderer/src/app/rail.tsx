import { useT } from '@/lib/i18n/index.ts'
import { useApp, useServices, useUi } from '@/lib/services.ts'
import { SCREENS, type Screen } from '@/lib/ui-store.ts'

import { Jack } from './jack.tsx'
import { RailItem } from './rail-item.tsx'
import { SCREEN_ICONS } from './screen-icons.ts'

/** Where one can go. Settings stands apart, at the foot. */
export function Rail() {
  const t = useT()
  const { ui } = useServices()
  const screen = useUi((state) => state.screen)
  // Those of the list: what is archived is out of the way.
  const chats = useApp((app) => Object.values(app.chats).filter((chat) => !chat.archived).length)
  const approvals = useApp((app) => Object.keys(app.approvals).length)
  const counts: Partial<Record<Screen, number>> = { chats, approvals }

  return (
    <nav
      aria-label={t.shell.nav.label}
      className="flex w-12 shrink-0 flex-col gap-0.5 border-r bg-rail p-2 min-[1000px]:w-40"
    >
      <div className="mb-2 flex h-8 items-center gap-2 px-1.5 font-semibold">
        <Jack />
        <span className="hidden min-[1000px]:inline">Switchboard</span>
      </div>
      {SCREENS.map((name) => (
        <RailItem
          key={name}
          icon={SCREEN_ICONS[name]}
          label={t.shell.nav[name]}
          {...(counts[name] ? { count: counts[name] } : {})}
          {...(name === 'approvals' ? { urgent: t.shell.waiting(approvals) } : {})}
          current={screen === name}
          onGo={() => ui.setState({ screen: name })}
          className={name === 'settings' ? 'mt-auto' : ''}
        />
      ))}
    </nav>
  )
}
