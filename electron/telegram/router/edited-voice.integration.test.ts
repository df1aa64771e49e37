import { afterEach, beforeEach, expect, it } from 'vitest'

import { telegramKey } from '../../shared/ids.ts'
import { createRig } from '../testing/rig.ts'

let rig: Awaited<ReturnType<typeof createRig>>
beforeEach(async () => {
  rig = await createRig({
    settings({ voice }) {
      voice.engine = 'command'
      voice.command = `"${process.execPath}" -e "console.log('spoken words')"`
    },
  })
})
afterEach(() => rig.close())

it('keeps what was spoken when the words under a voice note are edited', async () => {
  rig.bot.say(rig.chat, rig.owner, 'long work')
  await rig.quiet()
  rig.domain.claude.last.begin()
  const bytes = new TextEncoder().encode('OggS-sound')
  const note = rig.bot.say(rig.chat, rig.owner, { text: 'do tihs:', voice: { bytes } })
  await rig.quiet()
  const waiting = () => rig.domain.sessions.queue(telegramKey({ chatId: rig.chat.id })).map(({ text }) => text)
  expect(waiting()).toEqual(['do tihs:\n\nspoken words'])
  rig.bot.edit(note, 'do this:')
  await rig.quiet()
  expect(waiting().join('\n')).toContain('spoken words')
})
