import type { ChatView } from '@shared/app-state.ts'
import { CornerDownLeft } from 'lucide-react'
import type { ClipboardEvent, KeyboardEvent } from 'react'

import { Button } from '@/components/button.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { joinTexts } from '@/lib/join-texts.ts'
import { useApp, useServices, useUi } from '@/lib/services.ts'

import { questionOf } from '../chats/approval-of.ts'
import { AttachButton } from './attach-button.tsx'
import { AttachedFiles } from './attached-files.tsx'
import { useAttached } from './use-attached.ts'

/**
 * Where one writes. Enter sends, Shift-Enter breaks the line; files come by paste, and by a drop on the whole detail.
 * While Claude asks one thing, words are the answer to it: as a prompt they would wait behind the question for ever.
 */
export function Composer({ chat }: { chat: ChatView }) {
  const t = useT()
  const { client, ui } = useServices()
  const text = useUi((state) => state.drafts[chat.key] ?? '')
  const { files, put, add } = useAttached(chat.key)
  const write = (value: string) => ui.setState(({ drafts }) => ({ drafts: { ...drafts, [chat.key]: value } }))
  const question = useApp((app) => questionOf(app, chat.key))
  const empty = text.trim() === '' && files.length === 0

  const give = () => {
    const asked = files.length === 0 ? question?.questions[0] : undefined
    return question && asked
      ? client.call('approvals.answer', {
          id: question.id,
          answer: { decision: 'answer', answers: { [asked.question]: text.trim() } },
        })
      : client.call('chats.say', { chat: chat.key, text, files: [...files] })
  }
  const send = async () => {
    if (empty) return
    const [sentText, sentFiles, giving] = [text, files, give()]
    write('')
    put([])
    ui.setState(({ sent }) => ({ sent: sent + 1 }))
    if ((await giving).ok) return
    // What was typed and attached is given back, before what stands there by now.
    const { drafts, attached } = ui.getState()
    write(joinTexts(sentText, drafts[chat.key] ?? ''))
    put([...new Set([...sentFiles, ...(attached[chat.key] ?? [])])])
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
    void add(event.clipboardData.files)
  }

  return (
    <div className="mx-4 my-3 shrink-0 rounded-lg border border-field bg-bg group-data-over/detail:border-accent group-data-over/detail:bg-selected focus-within:border-accent">
      <AttachedFiles files={files} onRemove={(path) => put(files.filter((file) => file !== path))} />
      <div className="flex items-end gap-2 p-1.5">
        <AttachButton onFiles={(list) => void add(list)} />
        <textarea
          data-composer
          aria-label={t.detail.message}
          placeholder={question ? t.detail.answerPlaceholder : t.detail.placeholder(chat.title)}
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
