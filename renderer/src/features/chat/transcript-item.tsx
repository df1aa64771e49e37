import type { ChatKey, SessionId } from '@shared/ids.ts'
import { memo } from 'react'

import { AnswerItem } from './answer-item.tsx'
import { EndItem } from './end-item.tsx'
import { NoticeItem } from './notice-item.tsx'
import { PromptItem } from './prompt-item.tsx'
import { ToolItem } from './tool-item.tsx'
import type { Item } from './transcript-items.ts'

interface Props {
  item: Item
  chat: ChatKey
  session: SessionId | null
  /** The turn waits for a person: what has no result yet does not run. */
  waits: boolean
  /** Nothing stands below it. */
  last: boolean
}

/** One item of the transcript. */
export const TranscriptItem = memo(function TranscriptItem({ item, chat, session, waits, last }: Props) {
  switch (item.kind) {
    case 'prompt':
      return session && <PromptItem entry={item.entry} session={session} position={Number(item.key)} />
    case 'answer':
      return <AnswerItem text={item.entry.text} />
    case 'tool':
      return <ToolItem entry={item.entry} result={item.result} waits={waits} />
    case 'end':
      return <EndItem entry={item.entry} retry={last ? chat : null} />
    case 'notice':
      return <NoticeItem text={item.entry.text} />
  }
})
