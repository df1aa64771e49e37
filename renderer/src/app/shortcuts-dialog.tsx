import { Modal } from '@/components/modal.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useServices, useUi } from '@/lib/services.ts'

import { shortcutGroups } from './shortcuts.ts'

/** All shortcuts, as `?` shows them. */
export function ShortcutsDialog() {
  const t = useT()
  const { ui } = useServices()
  const open = useUi((state) => state.dialog === 'shortcuts')
  const platform = useApp((app) => app.platform)
  return (
    <Modal open={open} onClose={() => ui.setState({ dialog: null })} title={t.shell.shortcuts.title} wide>
      {/* Two columns where there is room: all of it is seen at once. */}
      <div className="gap-8 min-[720px]:columns-2">
        {shortcutGroups(t, platform).map((group) => (
          <section key={group.title} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-sm text-muted">{group.title}</h3>
            <dl>
              {group.rows.map((row) => (
                <div key={row.keys.join()} className="flex h-7 items-center justify-between border-b last:border-0">
                  <dt>{row.does}</dt>
                  <dd className="flex gap-1">
                    {row.keys.map((keys) => (
                      <kbd
                        key={keys}
                        className="rounded-[4px] border border-line-strong px-1.5 font-mono text-sm text-muted"
                      >
                        {keys}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
