import { type Clock, sleep } from '../../shared/clock.ts'
import type { Step, Turn } from './api.ts'
import type { Writer } from './sse.ts'

/** The connection is to be cut here. */
export class Cut extends Error {}

/** An error of the API, before or within the stream. */
export class ApiError extends Error {
  readonly status: number
  readonly retryAfter: number | undefined

  constructor(status: number, message: string, retryAfter?: number) {
    super(message)
    this.status = status
    this.retryAfter = retryAfter
  }
}

export interface Stage {
  readonly clock: Clock
  readonly turn: Turn
  readonly writer: Writer
  readonly chunkSize: number
  readonly chunkDelayMs: number
  /** Resolves when the client has gone away; nothing is written after it. */
  readonly gone: Promise<void>
  /** Remembers what follows a tool call. */
  readonly keep: (toolUse: string, rest: readonly Step[]) => void
  /** Whether this error step is still due for this prompt. */
  readonly errorDue: (step: Step & { readonly kind: 'error' }) => boolean
}

const pieces = (text: string, size: number): readonly string[] => {
  const characters = Array.from(text)
  return Array.from({ length: Math.ceil(characters.length / size) }, (_, index) =>
    characters.slice(index * size, (index + 1) * size).join(''),
  )
}

/** Plays the steps of a reply into the writer, to the end or to the first tool call. */
export const perform = async (stage: Stage, given: readonly Step[]): Promise<void> => {
  const { clock, writer, gone } = stage
  const state = { gone: false }
  const leave = async (): Promise<void> => {
    await gone
    state.gone = true
  }
  void leave()
  const steps = [...given]
  while (steps.length > 0 && !state.gone) {
    const step = steps.shift() as Step
    switch (step.kind) {
      case 'text':
      case 'thinking':
        for (const piece of pieces(step.text, stage.chunkSize)) {
          if (stage.chunkDelayMs > 0) await Promise.race([sleep(clock, stage.chunkDelayMs), gone])
          if (state.gone) return
          writer[step.kind](piece)
        }
        break
      case 'wait':
        await Promise.race([sleep(clock, step.ms), gone])
        break
      case 'gate':
        await Promise.race([step.gate.opened, gone])
        break
      case 'after':
        steps.unshift(...step.next(stage.turn))
        break
      case 'error':
        if (stage.errorDue(step)) throw new ApiError(step.status, step.message, step.retryAfter)
        break
      case 'cut':
        throw new Cut('cut by the script')
      case 'hang':
        await gone
        return
      case 'stop':
        return writer.finish(step.reason)
      case 'call': {
        for (const { name, input } of step.tools) stage.keep(writer.tool(name, input), steps)
        return writer.finish('tool_use')
      }
    }
  }
  if (!state.gone) writer.finish('end_turn')
}
