import { join } from 'node:path'

import type { CDPSession, Page } from '@playwright/test'

import { runCtl } from '../../electron/desktop/ctl/client.ts'
import { ctlPath } from '../../electron/desktop/ctl/protocol.ts'
import { LONG_CHAT, writeLargeProfile } from '../lib/large-profile.ts'
import { pause } from '../lib/monotonic.ts'
import { residentMb } from '../lib/process-tree.ts'
import { openTrayHost } from '../lib/tray-host.ts'
import { openWindow } from '../lib/window.ts'
import type { OpenWindow } from '../lib/window.ts'
import { openWorld } from '../lib/world.ts'
import { row } from '../row.ts'
import type { Row } from '../row.ts'

const PART = 'The window, with 1,000 chats and a session of 50 MB'
const CHATS = 1000
const TRANSCRIPT_BYTES = 50 * 1024 * 1024
const LAST_WORDS = 'These are the newest words.'
const UPDATES_PER_SECOND = 100
const MEASURED_MS = 10_000
const SETTLE_MS = 3000
/** The page's side of Playwright has no DOM types here, so what runs there is text. */
const OPEN_LONG = `(async () => {
  const row = [...document.querySelectorAll('[role=row]')].find((one) => one.ariaLabel?.startsWith('${LONG_CHAT}, '))
  const began = performance.now()
  row.click()
  for (;;) {
    await new Promise(requestAnimationFrame)
    if (document.body.innerText.includes('${LAST_WORDS}')) return performance.now() - began
    if (performance.now() - began > 20000) throw new Error('The newest page did not show.')
  }
})()`
const COUNT_FRAMES = `(() => {
  const counting = window.frames_ !== undefined
  window.frames_ = []
  if (counting) return
  let last = performance.now()
  const next = (now) => { window.frames_.push(now - last); last = now; requestAnimationFrame(next) }
  requestAnimationFrame(next)
})()`

/** What the page's scripts have taken since it was loaded. Milliseconds; Chromium counts in seconds. */
async function scriptMs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000
}

/** A change of a chat's directory, over the socket of `switchboard ctl`: the whole way from the domain to the row. */
async function update(path: string, home: string, n: number): Promise<void> {
  const argv = ['cd', `telegram:${(n % CHATS) + 1}`, n % (2 * CHATS) < CHATS ? home : join(home, '..')]
  const failed: string[] = []
  const code = await runCtl(argv, { path, cwd: home, out: () => undefined, err: (text) => failed.push(text) })
  if (code !== 0) throw new Error(failed.join('\n'))
}

async function updates(path: string, home: string): Promise<number> {
  const began = performance.now()
  const open: Promise<void>[] = []
  let sent = 0
  while (performance.now() - began < MEASURED_MS) {
    const due = Math.floor(((performance.now() - began) / 1000) * UPDATES_PER_SECOND)
    for (; sent < due; sent += 1) open.push(update(path, home, sent))
    await pause(5)
  }
  await Promise.all(open)
  return sent
}

/** Script and frames while a hundred rows a second change. */
async function underUpdates(page: Page, path: string, home: string): Promise<Row[]> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable')
  await page.evaluate(COUNT_FRAMES)
  const before = await scriptMs(cdp)
  const sent = await updates(path, home)
  const after = await scriptMs(cdp)
  const frames = await page.evaluate<number[]>('window.frames_')
  const perFrame = (after - before) / frames.length
  const slow = frames.filter((ms) => ms > 34).length
  return [
    row(PART, {
      name: `script a frame at ${Math.round((sent * 1000) / MEASURED_MS)} updates a second`,
      unit: 'ms',
      ours: perFrame,
      goal: '< 5 ms',
      met: perFrame < 5,
    }),
    row(PART, { name: 'frames a second then', unit: '', ours: (frames.length * 1000) / MEASURED_MS }),
    row(PART, { name: 'frames that came late (34 ms or more), of 100', unit: '', ours: (slow / frames.length) * 100 }),
  ]
}

/** Frames a second while the mouse's wheel turns over the middle of the page, down and up again. */
async function scrolledFrames(page: Page): Promise<number> {
  await page.mouse.move(300, 300)
  await page.evaluate(COUNT_FRAMES)
  const began = performance.now()
  for (let n = 0; performance.now() - began < MEASURED_MS / 2; n += 1) {
    await page.mouse.wheel(0, n % 200 < 100 ? 400 : -400)
    await pause(16)
  }
  const frames = await page.evaluate<number[]>('window.frames_')
  return (frames.length * 1000) / (performance.now() - began)
}

/** Milliseconds from the click on the long chat, with another one open, to its newest words, by the page's own clock. */
async function openLong(page: Page): Promise<number> {
  await page.getByRole('row', { name: `Ada Lovelace ${CHATS}, ` }).click()
  await page.getByRole('region', { name: `Chat Ada Lovelace ${CHATS}` }).waitFor()
  return page.evaluate<number>(OPEN_LONG)
}

async function newestPage(page: Page): Promise<Row[]> {
  const cold = await openLong(page)
  const warm = await openLong(page)
  return [
    row(PART, { name: 'click → newest page of 50 MB on the screen, first time', unit: 'ms', ours: cold }),
    row(PART, { name: 'the same again', unit: 'ms', ours: warm, goal: '< 100 ms', met: warm < 100 }),
  ]
}

/** The same of a window with nothing in it, and of a plain page of as many lines. */
async function besideEmpty(ours: OpenWindow, environment: Readonly<Record<string, string>>, data: string) {
  const scrolled = await scrolledFrames(ours.page)
  await pause(SETTLE_MS)
  const mine = await residentMb(ours.pid)
  await ours.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const empty = await openWindow('bench/baselines/empty-tray', [`--user-data-dir=${data}`, '--window'], environment)
  await pause(SETTLE_MS)
  const theirs = await residentMb(empty.pid)
  await empty.page.setContent(Array.from({ length: CHATS }, (_, n) => `<p>Line ${n}</p>`).join(''))
  const plain = await scrolledFrames(empty.page)
  await empty.app.close()
  return [
    row(PART, {
      name: 'frames a second while scrolling, against a plain page',
      unit: '',
      ours: scrolled,
      baseline: plain,
    }),
    row(PART, { name: 'memory with the window open, against an empty one', unit: 'MB', ours: mine, baseline: theirs }),
  ]
}

/** The real dashboard, filled as months of use would fill it. */
export async function window(): Promise<Row[]> {
  const world = await openWorld(1)
  const closeTrayHost = await openTrayHost()
  const home = world.environment['HOME'] ?? ''
  const data = join(world.directory, 'ours')
  await writeLargeProfile(data, { chats: CHATS, transcriptBytes: TRANSCRIPT_BYTES, lastWords: LAST_WORDS })
  const ours = await openWindow('.', [`--user-data-dir=${data}`], world.environment)
  try {
    const { page } = ours
    await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Chats', exact: true }).click()
    await page.getByRole('row').first().waitFor()
    const newest = await newestPage(page)
    await pause(SETTLE_MS)
    const figures = await underUpdates(page, ctlPath(data, process.platform), home)
    return [...figures, ...newest, ...(await besideEmpty(ours, world.environment, join(world.directory, 'empty')))]
  } finally {
    ours.app.process().kill('SIGKILL')
    closeTrayHost()
    await world.close()
  }
}
