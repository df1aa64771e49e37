import type { CanUseTool, PermissionResult } from '@anthropic-ai/claude-agent-sdk'

import type { ApprovalAnswer } from '../../shared/approval.ts'
import { denialText } from '../../shared/denial.ts'
import type { TurnEvent } from '../../shared/turn-events.ts'
import type { Json } from '../json.ts'
import { unseen } from './markdown.ts'
import { requestDetail, requestKind, requestQuestions, requestTitle } from './request-text.ts'
import { sessionRule } from './session-rule.ts'
import type { SessionRule } from './session-rule.ts'

/** A person's answer in the form that Claude expects. Pure. */
export function permissionResult(answer: ApprovalAnswer, input: Json, rule: SessionRule | null): PermissionResult {
  switch (answer.decision) {
    case 'deny':
      return { behavior: 'deny', message: denialText(answer.reason) }
    case 'answer':
      return { behavior: 'allow', updatedInput: { ...input, answers: answer.answers } }
    case 'allow for session':
      return {
        behavior: 'allow',
        updatedInput: { ...input },
        ...(rule ? { updatedPermissions: [...rule.updates] } : {}),
      }
    default:
      return { behavior: 'allow', updatedInput: { ...input } }
  }
}

export interface Permissions {
  readonly canUseTool: CanUseTool
  /** Withdraws everything that still waits: the child is gone. */
  withdrawAll(): void
}

/** Turns Claude's permission requests into events, and people's answers into what Claude waits for. */
export function createPermissions(directory: string, emit: (event: TurnEvent) => void): Permissions {
  const waiting = new Map<string, () => void>()

  const canUseTool: CanUseTool = (tool, input, { signal, suggestions, suppressAlwaysAllowRule, requestId }) =>
    new Promise((resolve) => {
      const rule = suppressAlwaysAllowRule ? null : sessionRule(suggestions)
      const settle = (result: PermissionResult): boolean => {
        if (!waiting.delete(requestId)) return false
        signal.removeEventListener('abort', withdraw)
        resolve(result)
        return true
      }
      const withdraw = (): void => {
        if (settle({ behavior: 'deny', message: 'The request was withdrawn.' })) {
          emit({ type: 'permission withdrawn', requestId })
        }
      }
      waiting.set(requestId, withdraw)
      const kind = requestKind(tool)
      emit({
        type: 'permission requested',
        request: {
          requestId,
          kind,
          tool,
          input,
          title: requestTitle(tool, input, directory),
          detail: requestDetail(tool, input, directory),
          rule: kind === 'permission' && rule ? unseen(rule.text) : null,
          questions: kind === 'question' ? requestQuestions(input) : [],
          respond: (answer) => void settle(permissionResult(answer, input, rule)),
        },
      })
      if (signal.aborted) withdraw()
      else signal.addEventListener('abort', withdraw)
    })

  return {
    canUseTool,
    withdrawAll() {
      for (const withdraw of waiting.values()) withdraw()
    },
  }
}
