import type { ParseText } from '../api.ts'
import type { Params } from '../params.ts'
import type { UpdateQueue } from '../updates.ts'
import type { Webhook } from '../webhook.ts'
import type { World } from '../world.ts'

/** What a method gets; it returns what stands under `result`, or throws a `Refusal`. */
export interface Call {
  readonly params: Params
  readonly world: World
  readonly queue: UpdateQueue
  readonly webhook: Webhook
  readonly parseText: ParseText
  /** Resolves when the client has gone away. */
  readonly gone: Promise<void>
}

export type Method = (call: Call) => unknown
export type Methods = Readonly<Record<string, Method>>
