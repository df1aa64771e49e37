import type { ChatView } from '@shared/app-state.ts'

import { Empty } from '@/components/empty.tsx'
import { PathText } from '@/components/path-text.tsx'
import { useT } from '@/lib/i18n/index.ts'

/** A chat whose session has not begun. */
export function NothingSaid({ chat }: { chat: ChatView }) {
  const t = useT()
  return (
    <Empty title={t.detail.empty.title} text={t.detail.empty.text}>
      <PathText path={chat.directory} className="text-muted" />
    </Empty>
  )
}
