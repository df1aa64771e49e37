import { X } from 'lucide-react'

import { Button } from '@/components/button.tsx'
import { IconButton } from '@/components/icon-button.tsx'
import { PathText } from '@/components/path-text.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import type { ControlProps } from './setting-control.tsx'

/** One directory, chosen with the system's own dialog. */
export function DirectoryField({ label, value, disabled, onChange }: ControlProps) {
  const t = useT()
  const { client } = useServices()
  const choose = async () => {
    const reply = await client.call('chats.pickDirectory', { chat: null })
    if (reply.ok && reply.value !== null) onChange(reply.value)
  }
  return (
    <div className="flex max-w-80 items-center gap-2">
      {typeof value === 'string' && <PathText path={value} className="text-muted" />}
      {typeof value === 'string' && (
        <IconButton
          label={`${t.common.action.clear} ${label}`}
          icon={X}
          disabled={disabled}
          onClick={() => onChange(null)}
        />
      )}
      <Button aria-label={`${t.settings.choose} ${label}`} disabled={disabled} onClick={() => void choose()}>
        {t.settings.choose}
      </Button>
    </div>
  )
}
