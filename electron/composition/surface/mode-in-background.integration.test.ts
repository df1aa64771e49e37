import { access } from 'node:fs/promises'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { call, text } from '../../simulator/index.ts'
import { createSurfaceRig } from './rig.ts'
import type { Place, SurfaceRig } from './rig.ts'

let rig: SurfaceRig
beforeEach(async () => void (rig = await createSurfaceRig()))
afterEach(() => rig.close())

test('what Claude does by itself after a background task is asked about in a chat that shows "ask", whatever it showed before', async () => {
  const place: Place = { chat: rig.bot.privateChat(rig.owner), person: rig.owner, group: false }
  const file = join(rig.home, 'w.txt')
  await rig.ask(place, '/mode accept edits', /accept edits/)
  let turns = 0
  rig.model.on('build', () =>
    turns++ === 0
      ? [call('Bash', { command: 'sleep 3', run_in_background: true, description: 'build' }), text('started')]
      : [call('Write', { file_path: file, content: 'x' }), text('written')],
  )
  await rig.ask(place, 'build', /started/)
  await rig.bot.waitFor(() => !rig.line.sessions.turn(rig.keyOf(place)), { what: 'the end of the turn' })
  await rig.ask(place, '/mode ask', /ask/)
  expect(rig.line.sessions.view(rig.keyOf(place))?.mode).toBe('ask')
  await rig.bot.waitFor(() => rig.line.sessions.turn(rig.keyOf(place)), { what: 'a turn by itself', timeoutMs: 15_000 })
  await rig.bot.waitFor(() => rig.line.sessions.approvals().length > 0 || !rig.line.sessions.turn(rig.keyOf(place)), {
    what: 'a question or the end',
    timeoutMs: 15_000,
  })
  expect(
    await access(file).then(
      () => true,
      () => false,
    ),
  ).toBe(false)
  expect(rig.line.sessions.approvals()).toHaveLength(1)
})
