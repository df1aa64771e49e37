import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { settle } from '../../sessions/testing/harness.ts'
import { chat, final, message, rig, Server } from './testing/server.ts'
import type { Fate } from './testing/server.ts'

/** A clock that somebody, or the network's time, sets. */
class SetClock extends FakeClock {
  setBy = 0
  override now(): number {
    return super.now() + this.setBy
  }
}

describe('a clock that is set back two hours', () => {
  it.each<Fate>(['unsent', '429'])('does not hold up an answer whose first try met %s for that long', async (fate) => {
    const server = new Server()
    const clock = new SetClock()
    server.clock = clock
    const { outbox, pass } = rig(server)
    await outbox.send(chat, message('before'))
    server.fates = [fate]
    await outbox.final(final('f', 1, 'the answer'))
    await settle()
    clock.setBy = -2 * 3_600_000
    server.blocked.clear()
    await pass(60_000)
    expect(server.texts(1)).toEqual(['before', 'the answer'])
  })
})
