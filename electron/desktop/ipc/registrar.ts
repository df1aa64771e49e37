import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron'
import { z } from 'zod'

import type { Clock } from '../../shared/clock.ts'
import { calls, CHANNEL_PREFIX } from '../../shared/ipc.ts'
import type { CallName, CallOutput } from '../../shared/ipc.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage, fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import { createRateLimit, MAX_INPUT_SIZE, sizeOfInput } from './guard.ts'

/** What a handler is given: the input after its schema. */
export type ParsedInput<N extends CallName> = z.output<(typeof calls)[N]['input']>

/** One handler for each call of the contract; the compiler finds a missing one. */
export type Handlers = {
  readonly [N in CallName]: (input: ParsedInput<N>) => Promise<Result<CallOutput<N>>> | Result<CallOutput<N>>
}

interface CallDeps {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>
  /** Whether the frame is the top frame of our own window. */
  readonly isTrusted: (frame: WebFrameMain | null) => boolean
  readonly handlers: Handlers
  readonly clock: Clock
  readonly log: Log
}

/**
 * Serves the contract: the only place that touches `ipcMain`. Checks the sender's frame, how much and how often it
 * asks, and the input and output against their schemas. Nothing is thrown across: `{ok:false, code, message}` is all
 * that a window learns of a fault. Returns the way out.
 */
export function registerCalls(deps: CallDeps): () => void {
  const mayCall = createRateLimit(deps.clock)
  const names = Object.keys(calls) as CallName[]
  for (const name of names) {
    deps.ipcMain.handle(CHANNEL_PREFIX + name, (event: IpcMainInvokeEvent, input: unknown) => {
      if (!deps.isTrusted(event.senderFrame)) {
        deps.log.warn('ipc.refused', { name, from: event.senderFrame?.url })
        return fail('not-allowed', 'This page may not talk to Switchboard.')
      }
      if (!mayCall()) return fail('too-many-calls', 'Too many requests at once. Wait a second and try again.')
      return serve(name, deps.handlers[name] as AnyHandler, input, deps.log)
    })
  }
  return () => names.forEach((name) => deps.ipcMain.removeHandler(CHANNEL_PREFIX + name))
}

type AnyHandler = (input: unknown) => Promise<Result<unknown>> | Result<unknown>

async function serve(name: CallName, handler: AnyHandler, input: unknown, log: Log): Promise<Result<unknown>> {
  if (sizeOfInput(input) > MAX_INPUT_SIZE) return fail('too-large', 'This is too large to send. Attach it as a file.')
  const parsed = calls[name].input.safeParse(input)
  if (!parsed.success) {
    log.warn('ipc.bad-input', { name, why: z.prettifyError(parsed.error) })
    return fail('bad-input', `Switchboard did not understand this request: ${z.prettifyError(parsed.error)}`)
  }
  try {
    const result = await handler(parsed.data)
    if (!result.ok) return fail(result.code, result.message)
    const output = calls[name].output.safeParse(result.value)
    if (output.success) return ok(output.data)
    log.error('ipc.bad-output', { name, why: z.prettifyError(output.error) })
    return fail('bad-output', 'Switchboard made an answer that does not fit. The log says more.')
  } catch (error) {
    log.error('ipc.fault', { name, message: errorMessage(error) })
    return fail('fault', `Something went wrong: ${errorMessage(error).split('\n', 1)[0]}. The log says more.`)
  }
}
