import { Button } from '@/components/button.tsx'
import { Empty } from '@/components/empty.tsx'
import { Page } from '@/components/page.tsx'
import { useT } from '@/lib/i18n/index.ts'

import { CleanupFooter } from './cleanup-footer.tsx'
import { CleanupGroupList } from './cleanup-group-list.tsx'
import { CleanupHistory } from './cleanup-history.tsx'
import { CleanupProgress } from './cleanup-progress.tsx'
import { useCleanup } from './use-cleanup.ts'

/** What could go, shown before anything does; what went, with the way back. */
export default function CleanupScreen() {
  const t = useT()
  const cleanup = useCleanup()
  const { preview, selection, busy } = cleanup
  return (
    <Page
      title={t.cleanup.title}
      lead={t.cleanup.lead}
      footer={
        busy === null &&
        preview &&
        preview.items.length > 0 && (
          <CleanupFooter
            items={preview.items.filter((item) => selection.has(item.id))}
            onApply={(items) => void cleanup.apply(items)}
          />
        )
      }
      actions={
        preview && (
          <Button disabled={busy !== null} onClick={() => void cleanup.look()}>
            {t.common.action.preview}
          </Button>
        )
      }
    >
      <div className="p-4 pb-10">
        {busy !== null && <CleanupProgress count={busy} onCancel={cleanup.cancel} />}
        {busy === null && !preview && (
          <Empty title={t.cleanup.start.title} text={t.cleanup.start.text}>
            <Button look="primary" onClick={() => void cleanup.look()}>
              {t.common.action.preview}
            </Button>
          </Empty>
        )}
        {busy === null && preview?.items.length === 0 && (
          <Empty title={t.cleanup.none.title} text={t.cleanup.none.text} />
        )}
        {busy === null && preview && (
          <CleanupGroupList items={preview.items} selection={selection} onSelect={cleanup.select} />
        )}
        <CleanupHistory runs={cleanup.runs} onUndo={(run) => void cleanup.undo(run)} />
      </div>
    </Page>
  )
}
