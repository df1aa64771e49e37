import { expect, it } from 'vitest'

import { settle } from '../../sessions/testing/harness.ts'
import { silentLog } from '../../shared/log.ts'
import { commandRig } from '../testing/command-rig.ts'
import type { CommandContext, Desk } from './command.ts'
import { steeringCommands } from './steering.ts'

it('gives the prompt once where a kill lost the mark that /retry was handled', async () => {
  const rig = await commandRig()
  await rig.worked('fix it')
  const desk = { sessions: rig.sessions, log: silentLog } as unknown as Desk
  const retry = steeringCommands(desk).commands.find(({ name }) => name === 'retry')
  const context = {
    chat: rig.key,
    actor: { surface: 'telegram', userId: 7, name: 'Ann' },
    promptId: '11111111-1111-5111-8111-111111111111',
    args: '',
    reply: async () => undefined,
  } as unknown as CommandContext
  await retry?.run(context)
  rig.claude.last.answer('again')
  await settle()
  await retry?.run(context)
  await settle()
  expect(rig.claude.last.given.map(({ text }) => text)).toEqual(['fix it', 'fix it'])
})
