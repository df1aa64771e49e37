import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { call, text } from '../../simulator/index.ts'
import { createSurfaceRig } from './rig.ts'
import type { Place, SurfaceRig } from './rig.ts'

let rig: SurfaceRig
beforeEach(async () => void (rig = await createSurfaceRig()))
afterEach(() => rig.close())

test('a session that is taken up again after its child ended with a background task tells of no failure', async () => {
  const place: Place = { chat: rig.bot.privateChat(rig.owner), person: rig.owner, group: false }
  const other = join(rig.home, 'other')
  await mkdir(other)
  const failures: unknown[] = []
  rig.line.sessions.subscribe((event) => {
    if (event.type === 'turn ended' && event.final.outcome.how === 'failed') failures.push(event.final.outcome)
  })
  let turns = 0
  rig.model.on('build', () =>
    turns++ === 0
      ? [call('Bash', { command: 'sleep 3', run_in_background: true, description: 'build' }), text('started')]
      : [text('the build is done')],
  )
  rig.model.on('next', [text('next is done')])
  await rig.ask(place, '/mode accept edits', /accept edits/)
  await rig.ask(place, 'build', /started/)
  await rig.bot.waitFor(() => !rig.line.sessions.turn(rig.keyOf(place)), { what: 'the end of the turn' })
  await rig.ask(place, `/cd ${other}`, /other/)
  rig.say(place, 'next')
  await rig.shows(place, /next is done/)
  expect(failures).toEqual([])
})
