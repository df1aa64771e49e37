import type { CleanupItem } from '@shared/cleanup.ts'
import { useState } from 'react'

import { Button } from '@/components/button.tsx'
import { Modal } from '@/components/modal.tsx'
import { useNumbers, useT } from '@/lib/i18n/index.ts'

import { sizeOf } from './selection.ts'

interface Props {
  /** What is chosen. */
  items: readonly CleanupItem[]
  onApply: (items: readonly CleanupItem[]) => void
}

/**
 * Two ways on: archive what can be undone, or clean up all that is chosen. Where both would do the same there is one
 * button. Deleting for good asks once more.
 */
export function CleanupFooter({ items, onApply }: Props) {
  const t = useT()
  const { bytes } = useNumbers()
  const [asking, setAsking] = useState(false)
  const size = sizeOf(items)
  const archived = items.filter((item) => item.action === 'archive')
  const purged = items.filter((item) => item.action === 'purge')
  const archivesAll = items.length > 0 && archived.length === items.length
  const apply = () => {
    setAsking(false)
    onApply(items)
  }
  return (
    <>
      <p className="num flex-1 text-muted">{t.cleanup.selected(items.length, size === 0 ? null : bytes(size))}</p>
      {archived.length > 0 && (
        <Button
          look={archivesAll ? 'primary' : 'plain'}
          aria-label={t.common.action.archive}
          onClick={() => onApply(archived)}
        >
          {t.cleanup.archive(archived.length)}
        </Button>
      )}
      {!archivesAll && (
        <Button
          look="primary"
          aria-label={t.common.action.cleanUp}
          disabled={items.length === 0}
          onClick={() => (purged.length > 0 ? setAsking(true) : apply())}
        >
          {t.cleanup.cleanUp(items.length)}
        </Button>
      )}
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
    </>
  )
}
