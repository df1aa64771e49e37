import { access } from 'node:fs/promises'
import { join } from 'node:path'

import { bash, error, text } from '../electron/simulator/index.ts'
import { expect, test } from './support/fixtures.ts'
import { findEntry, labels } from './support/tray-menu.ts'

test.skip(process.platform !== 'linux', 'Only Linux lets a test be the panel.')

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

test('Allow once, Allow for session and Deny in the tray do what they say', async ({ tray, launch, bot }) => {
  const { telegram, model, ann } = bot
  const chat = telegram.privateChat(ann)
  const directory = await bot.directory('project')
  for (const word of ['one', 'two', 'no'])
    model.on(`make ${word}`, [bash(`touch ${word}`), text(`through with ${word}`)])
  await launch({ env: bot.env, args: ['--hidden'] })
  const waits = (label: string) =>
    expect.poll(async () => labels(await tray.menu()), { timeout: 25_000 }).toContain(label)

  telegram.say(chat, ann, `/cd ${directory}`)
  telegram.say(chat, ann, 'make one')
  await waits('Ann: Bash: touch one')
  const answers = labels(findEntry(await tray.menu(), ['Ann: Bash: touch one']))
  expect(answers).toEqual(['Allow once', 'Allow for session', 'Deny', 'Open chat', 'Open in Telegram'])
  await tray.click('Ann: Bash: touch one', 'Allow once')
  await bot.answered(chat, 'through with one')
  await bot.says(chat, 'Allowed once')

  telegram.say(chat, ann, 'make two')
  await waits('Ann: Bash: touch two')
  await tray.click('Ann: Bash: touch two', 'Allow for session')
  await bot.answered(chat, 'through with two')
  const asked = () => telegram.messages(chat, { from: 'bot' }).filter((one) => one.text.includes('touch two')).length
  const before = asked()
  telegram.say(chat, ann, 'make two')
  await telegram.waitFor(
    () =>
      telegram.messages(chat, { from: 'bot' }).filter((one) => one.text.startsWith('through with two')).length === 2,
  )
  expect(asked()).toBe(before)

  telegram.say(chat, ann, 'make no')
  await waits('Ann: Bash: touch no')
  await tray.click('Ann: Bash: touch no', 'Deny')
  await bot.says(chat, 'Denied')
  await expect.poll(async () => (await tray.facts()).icon.state).toBe('idle')
  expect(await exists(join(directory, 'two'))).toBe(true)
  expect(await exists(join(directory, 'no'))).toBe(false)
})

test('a turn that failed is shown as failed, and Try again gives its prompt once more', async ({
  tray,
  launch,
  bot,
  notifications,
}) => {
  const { telegram, model, ann } = bot
  const chat = telegram.privateChat(ann)
  const mended = model.on('break', [error(400, { message: 'It broke.' })])
  await launch({ env: bot.env, args: ['--hidden'] })
  const look = async () => ({ icon: (await tray.facts()).icon.state, header: await tray.header() })
  const seen = () => look().catch(String)
  telegram.say(chat, ann, 'break')
  await expect.poll(seen, { timeout: 25_000 }).toEqual({ icon: 'failed', header: '1 needs you' })
  await expect.poll(() => notifications.shown.map(({ title }) => title)).toEqual(['Ann'])
  mended()
  model.on('break', [text('It is whole.')])
  const entry = labels(await tray.menu()).find((label) => label.startsWith('Ann')) ?? ''
  await tray.click(entry, 'Try again')
  await bot.answered(chat, 'It is whole.')
  await expect.poll(seen).toEqual({ icon: 'idle', header: '1 unread' })
})
