import { Archive, X } from 'lucide-react'

import { Button } from '@/components/button.tsx'
import { IconButton } from '@/components/icon-button.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices, useUi } from '@/lib/services.ts'

import { useChatActions } from './use-chat-actions.ts'

/** What can be done to all that is marked. Floats above the list while anything is. */
export function BulkBar() {
  const t = useT()
  const { ui } = useServices()
  const actions = useChatActions()
  const marked = useUi((state) => state.marked)
  if (marked.size === 0) return null
  return (
    <div
      role="toolbar"
      aria-label={t.list.marked(marked.size)}
      className="arriving absolute bottom-4 left-1/2 flex -translate-x-1/2 items-center gap-2 rounded-lg bg-raised py-2 pr-2 pl-4 whitespace-nowrap shadow-float"
    >
      <span className="num">{t.list.marked(marked.size)}</span>
      <Button look="primary" aria-label={t.common.action.archive} onClick={() => void actions.archive([...marked])}>
        <Archive aria-hidden size={14} />
        {t.list.archiveMany(marked.size)}
      </Button>
      <IconButton label={t.common.action.clear} icon={X} onClick={() => ui.setState({ marked: new Set() })} />
    </div>
  )
}
