import type { Approval } from '@shared/approval.ts'
import { useState } from 'react'

import { Button } from '@/components/button.tsx'
import { useT } from '@/lib/i18n/index.ts'

import { useChatActions } from '../chats/use-chat-actions.ts'
import { QuestionField } from './question-field.tsx'

/** Claude's questions, answered together: the options it offers, or one's own words. */
export function QuestionForm({ approval }: { approval: Approval }) {
  const t = useT()
  const actions = useChatActions()
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({})
  const complete = approval.questions.every((question) => (answers[question.question] ?? '').trim() !== '')
  return (
    <form
      className="flex min-h-0 flex-col"
      onSubmit={(event) => {
        event.preventDefault()
        if (complete) actions.answer(approval.id, { decision: 'answer', answers: { ...answers } })
      }}
    >
      <div className="flex min-h-0 flex-col gap-4 overflow-auto px-3 py-3">
        {approval.questions.map((question) => (
          <QuestionField
            key={question.question}
            question={question}
            name={`${approval.id} ${question.question}`}
            onAnswer={(answer) => setAnswers((now) => ({ ...now, [question.question]: answer }))}
          />
        ))}
      </div>
      <footer className="flex shrink-0 gap-2 border-t px-3 py-2">
        <Button type="submit" look="primary" disabled={!complete}>
          {t.approvals.answer}
        </Button>
        <Button onClick={() => actions.answer(approval.id, { decision: 'deny' })}>{t.common.action.deny}</Button>
      </footer>
    </form>
  )
}
