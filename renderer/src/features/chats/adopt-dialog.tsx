import { Modal } from '@/components/modal.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices, useUi } from '@/lib/services.ts'

import { FoundSessions } from './found-sessions.tsx'

/** Gives a session that was begun elsewhere, in a terminal say, to a chat. */
export function AdoptDialog() {
  const t = useT()
  const { ui } = useServices()
  const open = useUi((state) => state.dialog === 'adopt')
  return (
    <Modal
      open={open}
      onClose={() => ui.setState({ dialog: null })}
      title={t.list.adoptDialog.title}
      text={t.list.adoptDialog.text}
    >
      {open && <FoundSessions />}
    </Modal>
  )
}
