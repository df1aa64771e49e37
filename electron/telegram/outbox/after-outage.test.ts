import { expect, it } from 'vitest'

import { settle } from '../../sessions/testing/harness.ts'
import { chat, message, rig } from './testing/server.ts'
import type { Fate } from './testing/server.ts'

const times = (count: number, fate: Fate): Fate[] => Array.from({ length: count }, () => fate)

it.each([
  ['one try is lost when the network comes back', [...times(6, 'unsent'), ...times(1, 'before')]],
  ['every try is lost for a quarter of an hour', times(15, 'before')],
] as const)('shows an approval after an outage although %s', async (_what, fates) => {
  const { outbox, server, pass } = rig()
  server.fates = [...fates]
  const sent = outbox.sendPassing(chat, { ...message('may I?'), mustArrive: true })
  await settle()
  await pass(900_000)
  expect(server.texts(1)).toEqual(['may I?'])
  expect(await sent).toMatchObject({ ok: true })
})
