import { Empty } from '@/components/empty.tsx'
import { Page } from '@/components/page.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useAppShallow } from '@/lib/services.ts'

import { ApprovalCard } from './approval-card.tsx'

/** Everything that waits for a person, the longest wait first. */
export default function ApprovalsScreen() {
  const t = useT()
  const approvals = useAppShallow((app) => Object.values(app.approvals).sort((a, b) => a.askedAt - b.askedAt))
  return (
    <Page title={t.approvals.title}>
      {approvals.length === 0 ? (
        <Empty title={t.approvals.empty.title} text={t.approvals.empty.text} />
      ) : (
        <div className="mx-auto flex max-w-3xl flex-col gap-4 p-4">
          {approvals.map((approval) => (
            <ApprovalCard key={approval.id} approval={approval} withChat />
          ))}
        </div>
      )}
    </Page>
  )
}
