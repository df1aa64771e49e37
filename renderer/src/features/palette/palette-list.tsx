import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useMemo, useState } from 'react'

import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { commandGroups } from './commands.ts'
import { PaletteItem } from './palette-item.tsx'

/** Chats listed before anything was typed; the words find the others. */
const AT_FIRST = 8
const AT_MOST = 40

/** What can be typed for, and what is found. Made from the state at the moment of opening. */
export function PaletteList() {
  const t = useT()
  const services = useServices()
  const [typed, setTyped] = useState('')
  const groups = useMemo(() => {
    const { app } = services.app.getState()
    return app ? commandGroups(services, app, t) : []
  }, [services, t])
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = groups
    .map((group) => ({
      ...group,
      commands: group.commands
        .filter((command) => words.length > 0 || !command.searched)
        .filter((command) =>
          words.every((word) => `${command.label} ${command.words ?? ''}`.toLowerCase().includes(word)),
        )
        .slice(0, words.length === 0 && group.heading === t.shell.palette.chats ? AT_FIRST : AT_MOST),
    }))
    .filter((group) => group.commands.length > 0)

  const pick = (run: () => unknown) => {
    services.ui.setState({ dialog: null })
    void run()
  }
  return (
    <Command label={t.shell.palette.label} shouldFilter={false} loop>
      <div className="flex items-center gap-2.5 border-b px-4">
        <Search aria-hidden size={16} className="shrink-0 text-faint" />
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          placeholder={t.shell.palette.placeholder}
          className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none"
        />
      </div>
      <Command.List className="max-h-[56vh] overflow-auto p-1">
        <Command.Empty className="p-4 text-center text-muted">{t.shell.palette.nothing}</Command.Empty>
        {shown.map((group) => (
          <Command.Group
            key={group.heading}
            heading={group.heading}
            className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
          >
            {group.commands.map((command) => (
              <PaletteItem
                key={command.id}
                command={command}
                value={`${group.heading} ${command.id}`}
                onPick={() => pick(command.run)}
              />
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  )
}
