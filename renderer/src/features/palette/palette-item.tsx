import { Command as Base } from 'cmdk'

import { StatusIcon } from '@/components/status-icon.tsx'

import type { Command } from './command.ts'

/** One line of the palette: a picture, what it does, what tells it from others, and its key. */
export function PaletteItem({ command, value, onPick }: { command: Command; value: string; onPick: () => void }) {
  const { icon: Icon, status, label, words, keys } = command
  return (
    <Base.Item
      value={value}
      onSelect={onPick}
      className="flex h-8 items-center gap-2.5 rounded-md px-3 select-none data-[selected=true]:bg-selected"
    >
      <span aria-hidden className="flex w-4 shrink-0 justify-center text-muted">
        {Icon && <Icon size={14} strokeWidth={1.75} />}
        {status && <StatusIcon status={status} />}
      </span>
      <span className="shrink-0">{label}</span>
      <span className="min-w-0 flex-1 truncate text-sm text-muted">{words}</span>
      {keys !== undefined && <kbd className="shrink-0 font-mono text-xs text-faint">{keys}</kbd>}
    </Base.Item>
  )
}
