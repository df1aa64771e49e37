import { fail } from '../../shared/result.ts'
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
  'queue.drop': ({ prompt }) => sessions.dropPrompt(prompt, DASHBOARD),
  'queue.move': ({ prompt, to }) => sessions.movePrompt(prompt, to),
})

export const approvalHandlers = ({ ports: { sessions } }: HandlerContext): Area<'approvals'> => ({
  'approvals.answer': ({ id, answer }) => sessions.answerApproval(id, answer, DASHBOARD),
})
