import type { Sessions } from '../../sessions/api.ts'
import type { PromptId } from '../../shared/ids.ts'
import type { CtlReply } from './protocol.ts'
import { said } from './verb.ts'

/** The wait for one prompt's answer. */
export interface AwaitedAnswer {
  /** Resolves when the turn is over, the prompt was dropped, or the time is up. */
  readonly reply: Promise<CtlReply>
  /** Gives up the wait: nobody reads the answer. */
  forget(): void
}

/** A longer timer would fire at once (Node). */
const LONGEST_MS = 2 ** 31 - 1

/**
 * Listens for what becomes of the prompt: begin before it is submitted, since a quick turn may end before `submit`
 * resolves. `seconds` is the longest wait, 0 for no limit; a client that has gone is not waited for.
 */
export function answerTo(
  sessions: Pick<Sessions, 'subscribe'>,
  prompt: PromptId,
  until: { readonly seconds: number; readonly aborted: AbortSignal },
): AwaitedAnswer {
  let forget = (): void => {}
  const reply = new Promise<CtlReply>((resolve) => {
    const failed = (code: string, message: string): void => settle({ ok: false, code, message })
    const leave = sessions.subscribe((event) => {
      if (event.type === 'prompt removed' && event.prompt.id === prompt)
        failed('dropped', 'The prompt was dropped from the queue before its turn.')
      if (event.type !== 'turn ended' || event.final.prompt?.id !== prompt) return
      const { outcome, text } = event.final
      if (outcome.how === 'failed') failed('failed', outcome.message)
      else if (outcome.how === 'stopped') failed('stopped', 'The turn was stopped.')
      else settle(said({ text }, text))
    })
    const late = (): void => failed('timeout', `No answer within ${until.seconds} s. The turn goes on.`)
    const timer = until.seconds > 0 ? setTimeout(late, Math.min(until.seconds * 1000, LONGEST_MS)) : undefined
    const settle = (value: CtlReply): void => {
      leave()
      clearTimeout(timer)
      until.aborted.removeEventListener('abort', forget)
      resolve(value)
    }
    forget = () => failed('gone', 'Nobody waits for the answer.')
    until.aborted.addEventListener('abort', forget)
  })
  return { reply, forget: () => forget() }
}
