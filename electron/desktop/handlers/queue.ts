import { fail, ok } from '../../shared/result.ts'
import { DASHBOARD } from '../ports.ts'
import type { Area, HandlerContext } from './context.ts'
import { nothingOf } from './results.ts'

export const queueHandlers = ({ ports: { sessions } }: HandlerContext): Area<'queue'> => ({
  'queue.edit': async ({ prompt, text }) => {
    const result = await sessions.editPrompt(prompt, text)
    if (result.ok && result.value !== 'changed')
      return fail('too-late', `This prompt is ${result.value === 'done' ? 'done' : 'running'} and cannot be changed.`)
    return nothingOf(result)
  },
  'queue.text': ({ chat, prompt }) => {
    const waiting = sessions.queue(chat).find(({ id }) => id === prompt)
    return waiting ? ok(waiting.text) : fail('not-waiting', 'This prompt no longer waits: it runs or is done.')
  },
  'queue.resolve': ({ prompt, action }) => sessions.resolveInterrupted(prompt, action, DASHBOARD),
  'queue.drop': ({ prompt }) => sessions.dropPrompt(prompt, DASHBOARD),
  'queue.move': ({ prompt, to }) => sessions.movePrompt(prompt, to),
})

export const answerHandlers = ({ ports: { undelivered } }: HandlerContext): Area<'answers'> => ({
  'answers.redeliver': ({ id }) => undelivered.redeliver(id),
  'answers.discard': ({ id }) => undelivered.discard(id),
})

export const approvalHandlers = ({ ports: { sessions } }: HandlerContext): Area<'approvals'> => ({
  'approvals.answer': ({ id, answer }) => sessions.answerApproval(id, answer, DASHBOARD),
})
