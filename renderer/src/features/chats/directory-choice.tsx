import { useId, useState } from 'react'

import { Button } from '@/components/button.tsx'
import { PathText } from '@/components/path-text.tsx'
import { tilde } from '@/lib/format.ts'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useServices } from '@/lib/services.ts'
import { useAsked } from '@/lib/use-asked.ts'

import { recentDirectories } from './recent-directories.ts'

interface Props {
  /** Null for the one in which new chats begin. */
  directory: string | null
  onChange: (directory: string | null) => void
  /** The choice is made, and that is all. */
  onEnter: () => void
}

/** Where a new chat works: where new ones begin, where one has worked lately, or any folder. */
export function DirectoryChoice({ directory, onChange, onEnter }: Props) {
  const t = useT()
  const words = t.list.newDialog
  const { client, app } = useServices()
  const home = useApp((state) => state.home)
  // As they are when the dialog opens: what happens in the chats meanwhile moves nothing under the pointer.
  const [chats] = useState(() => app.getState().app?.chats ?? {})
  const [picked, setPicked] = useState(directory)
  const name = useId()
  const { value } = useAsked(() => client.ask('settings.get'))
  // Not waited for: what can be chosen is there when the dialog opens, and has the focus.
  const set = value?.settings.directories
  const standard = set?.initial ?? home
  const recent = recentDirectories(chats, set?.favourites ?? [], standard)
  const own = picked === null || picked === standard || recent.includes(picked) ? [] : [picked]

  const choose = async () => {
    const reply = await client.call('chats.pickDirectory', { chat: null })
    if (!reply.ok || reply.value === null) return
    setPicked(reply.value)
    onChange(reply.value === standard ? null : reply.value)
  }
  const radio = (path: string, to: string | null, note?: string) => (
    <label key={to} className="-mx-2 flex h-7 items-center gap-2 rounded-md px-2 hover:bg-hover">
      <input
        type="radio"
        name={name}
        aria-label={tilde(path, home)}
        checked={directory === to}
        onChange={() => onChange(to)}
        onKeyDown={(event) => event.key === 'Enter' && onEnter()}
        className="size-3.5 shrink-0 accent-(--accent-fill)"
      />
      <PathText path={path} />
      {note !== undefined && <span className="shrink-0 text-sm text-muted">{note}</span>}
    </label>
  )
  return (
    <fieldset className="flex min-w-0 gap-3 py-2">
      <legend className="sr-only">{words.directory}</legend>
      <span aria-hidden className="w-20 shrink-0 pt-1 text-muted">
        {words.directory}
      </span>
      <div className="flex min-w-0 flex-1 flex-col">
        {radio(standard, null, standard === home ? t.onboarding.folder.home : words.home)}
        {[...own, ...recent].map((path) => radio(path, path))}
        <Button className="mt-1 self-start" onClick={() => void choose()}>
          {words.choose}
        </Button>
      </div>
    </fieldset>
  )
}
