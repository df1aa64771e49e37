import { afterEach, beforeEach, expect, test } from 'vitest'

import type { Final } from '../../sessions/api.ts'
import { gate, text, until } from '../../simulator/index.ts'
import { createSurfaceRig } from './rig.ts'
import type { Place, SurfaceRig } from './rig.ts'

let rig: SurfaceRig
beforeEach(async () => void (rig = await createSurfaceRig()))
afterEach(() => rig.close())

// `both`: Telegram tells it in both chats, and both updates come in one batch. `one`: the second comes later.
test.each(['both', 'one'])(
  'a prompt that waits when its group becomes a supergroup is answered there: %s',
  async (how) => {
    const group = rig.bot.group({ title: 'Team', members: [rig.owner] })
    const place: Place = { chat: group, person: rig.owner, group: true }
    const door = gate()
    rig.model.on(/slow/, [until(door), text('slow is done')])
    rig.model.on(/second/, 'the answer to the second')
    const finals: Final[] = []
    rig.line.sessions.subscribe((event) => void (event.type === 'turn ended' && finals.push(event.final)))
    await rig.ask(place, 'hi')
    rig.say(place, 'slow')
    const from = rig.keyOf(place)
    await rig.bot.waitFor(() => rig.line.sessions.turn(from), { what: 'a turn' })
    await new Promise((resolve) => setTimeout(resolve, 1500))
    rig.say(place, 'second')
    await rig.bot.waitFor(() => rig.line.sessions.queue(from).length === 1, { what: 'a queue' })
    let after: Place
    if (how === 'both') after = { ...place, chat: rig.bot.migrate(group) }
    else {
      after = { ...place, chat: rig.bot.supergroup({ title: 'Team', members: [rig.owner] }) }
      await rig.line.sessions.migrateChat(from, rig.keyOf(after))
    }
    await rig.bot.waitFor(() => finals.some(({ text: said }) => said === 'the answer to the second'), {
      what: 'its end',
    })
    await rig.shows(after, 'the answer to the second')
    expect(finals.filter(({ outcome }) => outcome.how === 'failed')).toEqual([])
  },
)
