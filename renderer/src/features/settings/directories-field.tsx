import { Plus, X } from 'lucide-react'

import { Button } from '@/components/button.tsx'
import { IconButton } from '@/components/icon-button.tsx'
import { PathText } from '@/components/path-text.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import type { ControlProps } from './setting-control.tsx'

/** A list of directories. */
export function DirectoriesField({ label, value, disabled, onChange }: ControlProps) {
  const t = useT()
  const { client } = useServices()
  const paths = (value ?? []) as readonly string[]
  const add = async () => {
    const reply = await client.call('chats.pickDirectory', { chat: null })
    if (reply.ok && reply.value !== null) onChange([...new Set([...paths, reply.value])])
  }
  return (
    <div className="mt-1">
      <ul aria-label={label}>
        {paths.map((path) => (
          <li key={path} className="flex h-7 items-center gap-2">
            <PathText path={path} className="flex-1" />
            <IconButton
              label={`${t.common.action.remove} ${path}`}
              icon={X}
              disabled={disabled}
              onClick={() => onChange(paths.filter((one) => one !== path))}
            />
          </li>
        ))}
      </ul>
      <Button size="small" aria-label={`${t.settings.add} ${label}`} disabled={disabled} onClick={() => void add()}>
        <Plus aria-hidden size={12} />
        {t.settings.add}
      </Button>
    </div>
  )
}
