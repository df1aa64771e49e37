import type { ChatView } from '@shared/app-state.ts'
import { CornerDownLeft } from 'lucide-react'
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useState } from 'react'

import { Button } from '@/components/button.tsx'
import { cx } from '@/components/cx.ts'
import { useT } from '@/lib/i18n/index.ts'
import { useServices, useUi } from '@/lib/services.ts'

import { AttachButton } from './attach-button.tsx'
import { AttachedFiles } from './attached-files.tsx'
import { filePaths } from './file-paths.ts'

/** Where one writes. Enter sends, Shift-Enter breaks the line; files come by drop and by paste. */
export function Composer({ chat }: { chat: ChatView }) {
  const t = useT()
  const { client, ui } = useServices()
  const text = useUi((state) => state.drafts[chat.key] ?? '')
  const [files, setFiles] = useState<readonly string[]>([])
  const [over, setOver] = useState(false)
  const write = (value: string) => ui.setState(({ drafts }) => ({ drafts: { ...drafts, [chat.key]: value } }))
  const empty = text.trim() === '' && files.length === 0

  const send = async () => {
    if (empty) return
    const [sentText, sentFiles] = [text, files]
    write('')
    setFiles([])
    const reply = await client.call('chats.say', { chat: chat.key, text: sentText, files: [...sentFiles] })
    if (reply.ok) return
    // What was typed is given back, unless something new stands there already.
    if ((ui.getState().drafts[chat.key] ?? '') === '') write(sentText)
    setFiles(sentFiles)
  }
  const attach = async (list: FileList) => {
    // A list of the clipboard is empty once the event is over.
    const paths = await filePaths(client, [...list])
    setFiles((now) => [...new Set([...now, ...paths])])
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // An Enter that ends a composition (Japanese, Chinese) does not send.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void send()
  }
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    void attach(event.clipboardData.files)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void attach(event.dataTransfer.files)
  }

  return (
    <div
      onDrop={onDrop}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      className={cx(
        'm-3 mt-2 shrink-0 rounded-lg border border-field bg-bg focus-within:border-accent',
        over && 'border-accent bg-selected',
      )}
    >
      <AttachedFiles files={files} onRemove={(path) => setFiles(files.filter((file) => file !== path))} />
      <div className="flex items-end gap-2 p-1.5">
        <AttachButton onFiles={(list) => void attach(list)} />
        <textarea
          data-composer
          aria-label={t.detail.message}
          placeholder={t.detail.placeholder(chat.title)}
          rows={1}
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          className="field-sizing-content max-h-48 min-h-7 flex-1 resize-none bg-transparent px-2 py-1 outline-none"
        />
        <Button look={empty ? 'quiet' : 'primary'} disabled={empty} onClick={() => void send()}>
          <CornerDownLeft aria-hidden size={13} />
          {t.common.action.send}
        </Button>
      </div>
    </div>
  )
}
