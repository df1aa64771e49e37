import { useState } from 'react'

import { Button } from '@/components/button.tsx'
import { Modal } from '@/components/modal.tsx'
import { TextInput } from '@/components/text-input.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices, useUi } from '@/lib/services.ts'

import { DirectoryChoice } from './directory-choice.tsx'
import { useChatActions } from './use-chat-actions.ts'

/** A chat with no Telegram behind it: a folder, a name if one likes, and it is open. */
export function NewChatDialog() {
  const t = useT()
  const words = t.list.newDialog
  const { client, ui } = useServices()
  const actions = useChatActions()
  const open = useUi((state) => state.dialog === 'new chat')
  const [directory, setDirectory] = useState<string | null>(null)
  const [name, setName] = useState('')
  const close = () => ui.setState({ dialog: null })

  const create = async () => {
    const reply = await client.call('chats.new', { directory, name: name.trim() === '' ? null : name.trim() })
    if (!reply.ok) return
    close()
    setName('')
    setDirectory(null)
    actions.open(reply.value)
    void actions.warn(reply.value)
  }
  return (
    <Modal
      open={open}
      onClose={close}
      title={words.title}
      text={words.text}
      footer={
        <>
          <Button onClick={close}>{t.common.action.cancel}</Button>
          <Button look="primary" onClick={() => void create()}>
            {words.create}
          </Button>
        </>
      }
    >
      <DirectoryChoice directory={directory} onChange={setDirectory} onEnter={() => void create()} />
      <label className="flex items-start gap-3 py-2">
        <span className="w-20 shrink-0 pt-1 text-muted">{words.name}</span>
        <span className="flex-1">
          <TextInput
            value={name}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && void create()}
          />
          <span className="text-sm text-muted">{words.nameHelp}</span>
        </span>
      </label>
    </Modal>
  )
}
