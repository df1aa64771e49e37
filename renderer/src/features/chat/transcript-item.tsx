import { memo } from 'react'

import { AnswerItem } from './answer-item.tsx'
import { EndItem } from './end-item.tsx'
import { NoticeItem } from './notice-item.tsx'
import { PromptItem } from './prompt-item.tsx'
import { ToolItem } from './tool-item.tsx'
import type { Item } from './transcript-items.ts'

/** One item of the transcript. */
export const TranscriptItem = memo(function TranscriptItem({ item }: { item: Item }) {
  switch (item.kind) {
    case 'prompt':
      return <PromptItem entry={item.entry} />
    case 'answer':
      return <AnswerItem text={item.entry.text} />
    case 'tool':
      return <ToolItem entry={item.entry} result={item.result} />
    case 'end':
      return <EndItem entry={item.entry} />
    case 'notice':
      return <NoticeItem text={item.entry.text} />
  }
})
