import type { Question } from '@shared/approval.ts'
import { useState } from 'react'

import { TextInput } from '@/components/text-input.tsx'
import { useT } from '@/lib/i18n/index.ts'

interface Props {
  question: Question
  /** Groups the radio buttons. */
  name: string
  /** The chosen labels, joined by commas, or one's own words. */
  onAnswer: (answer: string) => void
}

/** One question: options as buttons of choice, and a line for something else. */
export function QuestionField({ question, name, onAnswer }: Props) {
  const t = useT()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [other, setOther] = useState('')
  const say = (labels: readonly string[], words: string) => {
    setChosen(labels)
    setOther(words)
    onAnswer([...labels, words.trim()].filter(Boolean).join(', '))
  }
  const choose = (label: string, on: boolean) => {
    if (!question.multiSelect) say([label], '')
    else say(on ? [...chosen, label] : chosen.filter((one) => one !== label), other)
  }
  return (
    <fieldset>
      <legend className="selectable mb-1 font-medium">{question.question}</legend>
      {question.options.map((option) => (
        <label key={option.label} className="-mx-2 flex gap-2 rounded-md px-2 py-1 hover:bg-hover">
          <input
            type={question.multiSelect ? 'checkbox' : 'radio'}
            name={name}
            checked={chosen.includes(option.label)}
            onChange={(event) => choose(option.label, event.target.checked)}
            className="mt-1 size-3.5 shrink-0 accent-(--accent-fill)"
          />
          <span>
            {option.label}
            {option.description !== '' && option.description !== option.label && (
              <span className="block text-sm text-muted">{option.description}</span>
            )}
          </span>
        </label>
      ))}
      <TextInput
        aria-label={`${t.approvals.other} ${question.question}`}
        placeholder={t.approvals.other}
        value={other}
        onChange={(event) => say(question.multiSelect ? chosen : [], event.target.value)}
        className="mt-1"
      />
    </fieldset>
  )
}
