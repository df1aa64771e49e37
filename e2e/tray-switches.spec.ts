import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { bash, gate, text, until } from '../electron/simulator/index.ts'
import { cleanEnv } from './support/clean-env.ts'
import { expect, test } from './support/fixtures.ts'
import { electronPath } from './support/launched-app.ts'
import type { TrayHost } from './support/tray-host.ts'
import { findEntry, labels } from './support/tray-menu.ts'

test.skip(process.platform !== 'linux', 'Only Linux lets a test be the panel.')

const checked = async (tray: TrayHost, ...path: string[]) => findEntry(await tray.menu(), path).checked

test('Pause bot stops the poll and takes it up again', async ({ tray, launch, bot }) => {
  const { telegram, ann } = bot
  const chat = telegram.privateChat(ann)
  await launch({ env: bot.env, args: ['--hidden'] })
  await telegram.waitFor(() => telegram.polling() > 0)
  await tray.click('Pause bot')
  await telegram.waitFor(() => telegram.polling() === 0)
  await expect.poll(() => tray.header()).toBe('Bot paused')
  await expect.poll(() => checked(tray, 'Pause bot')).toBe(true)
  telegram.say(chat, ann, 'echo waited')
  await tray.click('Pause bot')
  await bot.answered(chat, 'waited')
  await expect.poll(() => checked(tray, 'Pause bot')).toBe(false)
})

test('Do not disturb keeps notifications away until it is off', async ({ tray, launch, bot, notifications }) => {
  const { telegram, model, ann } = bot
  const chat = telegram.privateChat(ann)
  for (const word of ['one', 'two', 'three']) model.on(word, [bash(`touch ${word}`), text('done')])
  await launch({ env: bot.env, args: ['--hidden'] })
  const told = () => notifications.shown.map(({ body }) => body)
  const quiet = async () => labels(await tray.menu()).find((label) => label.startsWith('Do not disturb')) ?? ''
  const denied = async (word: string) => {
    await bot.asks(chat, `touch ${word}`)
    await expect.poll(async () => labels(await tray.menu())).toContain(`Ann: Bash: touch ${word}`)
    await tray.click(`Ann: Bash: touch ${word}`, 'Deny')
    await expect.poll(() => tray.header()).toBe('1 unread')
  }
  telegram.say(chat, ann, 'one')
  await denied('one')
  await tray.click('Do not disturb', 'For 1 hour')
  await expect.poll(quiet).toContain('until')
  telegram.say(chat, ann, 'two')
  await denied('two')
  await tray.click(await quiet(), 'Off')
  await expect.poll(quiet).toBe('Do not disturb')
  telegram.say(chat, ann, 'three')
  await denied('three')
  await expect.poll(told).toEqual(['Bash: touch one', 'Bash: touch three'])
})

test('Keep awake holds the machine awake while a turn runs, and not a moment longer', async ({
  tray,
  launch,
  bot,
  power,
}) => {
  const { telegram, model, ann } = bot
  const door = gate()
  model.on('long', [text('begun '), until(door), text('ended')])
  await launch({ env: { ...bot.env, ...power.env }, args: ['--hidden'] })
  await expect.poll(() => tray.header()).toBe('Idle')
  await tray.click('Keep awake while working', 'Always')
  await expect.poll(() => checked(tray, 'Keep awake while working', 'Always')).toBe(true)
  expect(power.held).toBe(0)
  telegram.say(telegram.privateChat(ann), ann, 'long')
  await expect.poll(() => power.held, { timeout: 25_000 }).toBe(1)
  await expect.poll(async () => labels(await tray.menu()).slice(-2)).toEqual(['Quitting stops 1 working chat', 'Quit'])
  door.open()
  await expect.poll(() => power.held).toBe(0)
  expect(labels(await tray.menu())).not.toContain('Quitting stops 1 working chat')
})

test('Start at login writes the file that the session starts, and takes it away', async ({
  tray,
  launch,
  bot,
  home,
}) => {
  const file = join(home, '.config/autostart/switchboard.desktop')
  const command = () =>
    readFile(file, 'utf8').then(
      (entry) => /^Exec=(.*)$/m.exec(entry)?.[1],
      () => null,
    )
  // An AppImage's runtime names the file and where it is mounted: only what runs from there is that AppImage.
  const mounted = { APPIMAGE: '/opt/Switch board.AppImage', APPDIR: dirname(electronPath()) }
  const first = await launch({ env: { ...bot.env, ...mounted }, args: ['--hidden'] })
  await expect.poll(() => tray.header()).toBe('Idle')
  await tray.click('Start at login')
  await expect.poll(command).toMatch(/^"\/opt\/Switch board\.AppImage" .*"--hidden" "--user-data-dir=/)
  await expect.poll(() => checked(tray, 'Start at login')).toBe(true)
  await tray.click('Start at login')
  await expect.poll(command).toBeNull()
  await expect.poll(() => checked(tray, 'Start at login')).toBe(false)
  await tray.click('Start at login')
  await expect.poll(command).not.toBeNull()
  await first.signal('SIGTERM')
  // What the person took away by hand is what the setting says again at the next start.
  await rm(file)
  const second = await launch({ env: bot.env, args: ['--hidden'] })
  await expect.poll(command).toContain(`"--user-data-dir=${second.dataDir}"`)
  expect(await command()).not.toContain('AppImage')
  await second.signal('SIGTERM')

  // What the session would start, started as it would; as root Chromium must be told that it may.
  const exec = (await command()) ?? ''
  const polls = bot.telegram.count('getUpdates')
  const started = spawn('sh', ['-c', `exec ${exec} --no-sandbox`], {
    env: { ...cleanEnv(process.env, home), ...bot.env },
    stdio: 'ignore',
  })
  await bot.telegram.waitFor(() => bot.telegram.count('getUpdates') > polls)
  started.kill('SIGTERM')
  expect((await once(started, 'exit'))[0]).toBe(0)
})
