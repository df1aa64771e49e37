import { Search } from 'lucide-react'

import { useT } from '@/lib/i18n/index.ts'
import { useApp, useServices } from '@/lib/services.ts'

import { modifier } from './shortcuts.ts'

/** The way to everything that can be done, for those who do not know its key yet. */
export function CommandButton() {
  const t = useT()
  const { ui } = useServices()
  const key = modifier(useApp((app) => app.platform))
  return (
    <button
      type="button"
      aria-label={t.shell.commands}
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => ui.setState({ dialog: 'palette' })}
      className="flex h-7 shrink-0 items-center gap-2 rounded-md border border-line-strong bg-bg pr-1.5 pl-2 hover:bg-hover hover:text-text"
    >
      <Search aria-hidden size={13} />
      <span className="hidden w-28 text-left min-[900px]:inline">{t.shell.commands}</span>
      {/* Drawn: a key is no part of the button's name. */}
      <kbd
        aria-hidden
        data-keys={`${key}K`}
        className="rounded-[4px] bg-sunken px-1.5 font-mono text-xs leading-4 before:content-[attr(data-keys)]"
      />
    </button>
  )
}
