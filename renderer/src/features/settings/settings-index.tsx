import { useEffect, useState } from 'react'

import { cx } from '@/components/cx.ts'
import { useT } from '@/lib/i18n/index.ts'

import type { SettingGroup } from './fields.ts'

const place = (name: SettingGroup): string => `settings-${name}`

/** The groups, to jump to; the one that is read stands out. */
export function SettingsIndex({ groups }: { groups: readonly SettingGroup[] }) {
  const t = useT()
  const current = useSeen(groups.map(place).join(' '))
  return (
    <nav
      aria-label={t.settings.title}
      className="sticky top-4 -ml-2 hidden w-48 shrink-0 flex-col self-start min-[900px]:flex"
    >
      {groups.map((name) => (
        <button
          key={name}
          type="button"
          aria-current={current === place(name) ? 'location' : undefined}
          onClick={() => document.querySelector(`#${place(name)}`)?.scrollIntoView()}
          className={cx(
            'h-7 truncate rounded-md px-2 text-left hover:bg-hover hover:text-text',
            current === place(name) ? 'font-medium text-text' : 'text-muted',
          )}
        >
          {t.settings.group[name]}
        </button>
      ))}
    </nav>
  )
}

/** The first of these elements (ids, by spaces) that stands in the upper part of the window. */
function useSeen(ids: string): string | null {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const observer = new IntersectionObserver(
      (changes) =>
        setSeen((now) => {
          const next = new Set(now)
          for (const { target, isIntersecting } of changes) {
            if (isIntersecting) next.add(target.id)
            else next.delete(target.id)
          }
          return next
        }),
      // A group is read from where the page begins to a little below.
      { rootMargin: '0px 0px -70% 0px' },
    )
    for (const id of ids.split(' ')) {
      const element = document.querySelector(`#${id}`)
      if (element) observer.observe(element)
    }
    return () => observer.disconnect()
  }, [ids])
  return ids.split(' ').find((id) => seen.has(id)) ?? null
}
