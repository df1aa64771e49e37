import { randomUUID } from 'node:crypto'

import type { PromptId } from '../../shared/ids.ts'
import type { TurnEvent } from '../../shared/turn-events.ts'
import type { LiveSession } from '../port.ts'

type Of<Type extends TurnEvent['type']> = Extract<TurnEvent, { type: Type }>

/** A live session whose events a test waits for, each once and in order. */
export class Line {
  readonly live: LiveSession
  readonly events: TurnEvent[] = []
  #read = 0
  #wake: () => void = () => undefined
  constructor(live: LiveSession) {
    this.live = live
    live.listen((event) => {
      this.events.push(event)
      this.#wake()
    })
  }
  async next<Type extends TurnEvent['type']>(type: Type): Promise<Of<Type>> {
    for (;;) {
      while (this.#read < this.events.length) {
        const event = this.events[this.#read]
        this.#read += 1
        if (event?.type === type) return event as Of<Type>
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
  give(words: string): PromptId {
    const id = randomUUID() as PromptId
    this.live.give({ id, text: words, attachments: [] })
    return id
  }
  async say(words: string): Promise<Of<'turn ended'>> {
    this.give(words)
    return this.next('turn ended')
  }
  /** The text that came as deltas since the start. */
  streamed(): string {
    return this.events.flatMap((event) => (event.type === 'text' ? [event.delta] : [])).join('')
  }
}
