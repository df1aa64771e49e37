import type { CleanupItem } from '@shared/cleanup.ts'
import { useState } from 'react'

import { Button } from '@/components/button.tsx'
import { Modal } from '@/components/modal.tsx'
import { bytes } from '@/lib/format.ts'
import { useT } from '@/lib/i18n/index.ts'

import { sizeOf } from './selection.ts'

interface Props {
  /** What is chosen. */
  items: readonly CleanupItem[]
  onApply: (items: readonly CleanupItem[]) => void
}

/** Two ways on: archive what can be undone, or clean up all that is chosen. Deleting for good asks once more. */
export function CleanupFooter({ items, onApply }: Props) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  const size = sizeOf(items)
  const archived = items.filter((item) => item.action === 'archive')
  const purged = items.filter((item) => item.action === 'purge')
  const apply = () => {
    setAsking(false)
    onApply(items)
  }
  return (
    <footer className="sticky bottom-0 flex min-h-12 items-center gap-2 border-t bg-bg px-4">
      <p className="num flex-1 text-muted">{t.cleanup.selected(items.length, size === 0 ? null : bytes(size))}</p>
      <Button aria-label={t.common.action.archive} disabled={archived.length === 0} onClick={() => onApply(archived)}>
        {t.cleanup.archive(archived.length)}
      </Button>
      <Button
        look="primary"
        aria-label={t.common.action.cleanUp}
        disabled={items.length === 0}
        onClick={() => (purged.length > 0 ? setAsking(true) : apply())}
      >
        {t.cleanup.cleanUp(items.length)}
      </Button>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t.cleanup.purgeTitle(purged.length)}
        text={t.cleanup.purgeText(purged.length, bytes(sizeOf(purged)))}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t.common.action.cancel}</Button>
            <Button look="danger" onClick={apply}>
              {t.cleanup.cleanUp(items.length)}
            </Button>
          </>
        }
      >
        <ul className="max-h-60 overflow-auto text-muted">
          {purged.map((item) => (
            <li key={item.id} className="truncate">
              {item.title}
            </li>
          ))}
        </ul>
      </Modal>
    </footer>
  )
}
