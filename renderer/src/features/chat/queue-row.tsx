import type { QueuedPrompt } from '@shared/app-state.ts'
import type { ChatKey } from '@shared/ids.ts'
import { ArrowDown, ArrowUp, Pencil, X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'

import { IconButton } from '@/components/icon-button.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { joinTexts } from '@/lib/join-texts.ts'
import { useServices } from '@/lib/services.ts'

interface Props {
  chat: ChatKey
  prompt: QueuedPrompt
  index: number
  last: number
}

/** One prompt that waits. */
export function QueueRow({ chat, prompt, index, last }: Props) {
  const t = useT()
  const { client, ui } = useServices()
  // What was typed and is not kept yet: with the turn that begins, the row goes in the middle of a word.
  const typed = useRef<string | null>(null)
  const giveBack = (text: string) =>
    ui.setState(({ drafts }) => ({ drafts: { ...drafts, [chat]: joinTexts(drafts[chat] ?? '', text) } }))
  const gone = useEffectEvent(() => {
    if (typed.current !== null) giveBack(typed.current)
  })
  useEffect(() => () => gone(), [])
  // The whole text while it is edited: the row carries only its beginning.
  const [whole, setWhole] = useState<string | null>(null)
  const edit = async () => {
    const reply = await client.call('queue.text', { chat, prompt: prompt.id })
    if (reply.ok) setWhole(reply.value)
  }
  const move = (to: number) => void client.call('queue.move', { prompt: prompt.id, to })
  const leave = () => {
    typed.current = null
    setWhole(null)
  }
  const keep = async (text: string) => {
    leave()
    if (text.trim() === '' || text === whole) return
    const reply = await client.call('queue.edit', { prompt: prompt.id, text })
    if (!reply.ok) giveBack(text)
  }
  return (
    <li className="group flex min-h-8 items-center gap-1 py-0.5">
      <span className="num w-4 shrink-0 text-faint">{index + 1}</span>
      {whole !== null ? (
        <textarea
          aria-label={t.detail.editPrompt}
          defaultValue={whole}
          rows={1}
          className="field-sizing-content max-h-28 min-h-7 min-w-0 flex-1 resize-none rounded-md border border-field bg-bg px-2 py-0.5"
          ref={(field) => field?.focus()}
          onChange={(event) => (typed.current = event.target.value)}
          onBlur={(event) => void keep(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) event.currentTarget.blur()
            else if (event.key === 'Escape') {
              event.preventDefault()
              leave()
            }
          }}
        />
      ) : (
        <span className="min-w-0 flex-1 truncate" title={prompt.text}>
          {prompt.text}
          {prompt.attachments > 0 && <span className="text-muted"> · {t.detail.files(prompt.attachments)}</span>}
        </span>
      )}
      <span className="flex opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
        <IconButton label={t.detail.editPrompt} icon={Pencil} onClick={() => void edit()} />
        <IconButton label={t.detail.moveUp} icon={ArrowUp} disabled={index === 0} onClick={() => move(index - 1)} />
        <IconButton
          label={t.detail.moveDown}
          icon={ArrowDown}
          disabled={index === last}
          onClick={() => move(index + 1)}
        />
        <IconButton
          label={t.detail.dropPrompt}
          icon={X}
          onClick={() => void client.call('queue.drop', { prompt: prompt.id })}
        />
      </span>
    </li>
  )
}
