import { Button } from '@/components/button.tsx'
import { Empty } from '@/components/empty.tsx'
import { Page } from '@/components/page.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useAppShallow, useServices } from '@/lib/services.ts'

import { ApprovalCard } from './approval-card.tsx'

/** Everything that waits for a person, the longest wait first. */
export default function ApprovalsScreen() {
  const t = useT()
  const { ui } = useServices()
  const approvals = useAppShallow((app) => Object.values(app.approvals).sort((a, b) => a.askedAt - b.askedAt))
  return (
    <Page title={t.approvals.title}>
      {approvals.length === 0 ? (
        <Empty title={t.approvals.empty.title} text={t.approvals.empty.text}>
          <Button onClick={() => ui.setState({ screen: 'chats' })}>{t.shell.palette.goTo(t.shell.nav.chats)}</Button>
        </Empty>
      ) : (
        <div className="flex flex-col gap-4 p-4 pb-10">
          {approvals.map((approval) => (
            <ApprovalCard key={approval.id} approval={approval} withChat />
          ))}
        </div>
      )}
    </Page>
  )
}
