import { access } from 'node:fs/promises'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { call, gate, text, until } from '../../simulator/index.ts'
import { createSurfaceRig } from './rig.ts'
import type { Place, SurfaceRig } from './rig.ts'

let rig: SurfaceRig
beforeEach(async () => void (rig = await createSurfaceRig()))
afterEach(() => rig.close())

test('a chat that shows "ask" asks before it edits a file, also when the mode was another one for a while', async () => {
  const place: Place = { chat: rig.bot.privateChat(rig.owner), person: rig.owner, group: false }
  const door = gate()
  const file = join(rig.home, 'w.txt')
  rig.model.on('slow', [until(door), text('slow is done')])
  rig.model.on('edit', [call('Write', { file_path: file, content: 'x' }), text('written')])
  await rig.ask(place, 'hi')
  rig.say(place, 'slow')
  await rig.bot.waitFor(() => rig.line.sessions.turn(rig.keyOf(place)), { what: 'a turn' })
  await rig.ask(place, '/mode accept edits', /accept edits/)
  await rig.ask(place, '/mode ask', /ask/)
  door.open()
  await rig.shows(place, /slow is done/)
  await rig.bot.waitFor(() => !rig.line.sessions.turn(rig.keyOf(place)), { what: 'the end of the turn' })
  expect(rig.line.sessions.view(rig.keyOf(place))?.mode).toBe('ask')
  await rig.ask(place, 'edit', /Needs approval|written/)
  expect(
    await access(file).then(
      () => true,
      () => false,
    ),
  ).toBe(false)
})
