import type { Page } from '@playwright/test'

import { bash, text } from '../electron/simulator/index.ts'
import { chats, goTo, row, sayInDemo, tryDemo } from './support/dashboard.ts'
import { expect, test } from './support/fixtures.ts'

/** The screens of the rail, as they are called in the window's two languages. */
const SCREENS = {
  en: ['Chats', 'Approvals', 'Cleanup', 'Usage', 'Logs', 'Settings'],
  de: ['Chats', 'Freigaben', 'Aufräumen', 'Verbrauch', 'Protokoll', 'Einstellungen'],
} as const

/** What must be scrolled sideways to be seen whole. Code may, and what a screen cuts off on purpose is not scrolled. */
const runsOver = (page: Page) =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('body, body *')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && !one.closest('pre, code') &&
        ['auto', 'scroll'].includes(getComputedStyle(one).overflowX))
      .map((one) => one.tagName + ' ' + one.className)`,
  )

test('every screen fits into the narrowest window, in both languages, while a chat waits', async ({ launch, bot }) => {
  const { telegram, model, ann } = bot
  model.on('deploy', [bash('npm run deploy -- --environment staging --region eu-central-1')])
  const page = await (await launch({ env: bot.env })).window()
  telegram.say(telegram.privateChat(ann), ann, 'deploy')
  await goTo(page, 'Chats')
  await expect(row(page, 'Ann', 'needs approval')).toBeVisible({ timeout: 25_000 })
  await expect(row(page, 'Ann')).toContainText('npm run deploy')
  for (const language of ['en', 'de'] as const) {
    await page.evaluate(`switchboard.invoke('settings.set', { path: 'appearance.language', value: '${language}' })`)
    await page.locator(`html[lang="${language}"]`).waitFor()
    for (const width of [720, 1000])
      for (const screen of SCREENS[language]) {
        await page.setViewportSize({ width, height: 600 })
        await page
          .getByRole('navigation')
          .first()
          .getByRole('button', { name: new RegExp(`^${screen}`) })
          .click()
        await expect.poll(() => runsOver(page), `${screen} at ${width} px`).toEqual([])
      }
  }
})

test('a chat that waits can be answered from its row beside another that is open', async ({ launch, bot }) => {
  const { telegram, model, ann } = bot
  model.on('deploy', [bash('npm run deploy')])
  const page = await (await launch({ env: bot.env })).window()
  const directory = await bot.directory('project')
  await page.evaluate(`switchboard.invoke('settings.set', { path: 'appearance.language', value: 'de' })`)
  await page.evaluate(`switchboard.invoke('chats.new', ${JSON.stringify({ directory, name: 'Notes' })})`)
  telegram.say(telegram.privateChat(ann), ann, 'deploy')
  await page.getByRole('button', { name: 'Chats' }).click()
  await row(page, 'Notes').click()
  await page.setViewportSize({ width: 780, height: 600 })
  await expect(row(page, 'Ann')).toContainText('Bash: npm run deploy', { timeout: 25_000 })
  expect(await runsOver(page)).toEqual([])
  await row(page, 'Ann').getByRole('button', { name: 'Ablehnen' }).click()
  await bot.says(telegram.privateChat(ann), 'Denied')
})

test('what is asked at length is answered without scrolling, in windows of every size', async ({ launch, bot }) => {
  const { telegram, model, ann } = bot
  const steps = Array.from(
    { length: 40 },
    (_, step) => `npm run deploy -- --step ${step} --environment staging --region eu-central-1 --wait --verbose`,
  )
  model.on('deploy', [text('I will deploy now.'), bash(steps.join('\n'))])
  const page = await (await launch({ env: bot.env })).window()
  const chat = telegram.privateChat(ann)
  telegram.say(chat, ann, 'deploy')
  await goTo(page, 'Chats')
  await row(page, 'Ann', 'needs approval').getByRole('button', { name: 'Review' }).click({ timeout: 25_000 })
  for (const later of ['echo one', 'echo two', 'echo three']) telegram.say(chat, ann, later)
  const detail = page.getByRole('region', { name: 'Chat Ann' })
  await expect(detail.getByRole('region', { name: 'Queue' })).toBeVisible()
  const answers = ['Allow once', 'Deny'].map((name) => detail.getByRole('button', { name, exact: true }))
  for (const [width, height] of [
    [1280, 640],
    [900, 700],
    [720, 600],
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const part of [...answers, detail.getByRole('textbox', { name: 'Message', exact: true })])
      await expect(part, `at ${width} px`).toBeInViewport({ ratio: 1 })
    expect(await runsOver(page)).toEqual([])
    // What is allowed is read to the end of its lines.
    expect(await detail.locator('article pre').evaluate((code) => code.scrollWidth - code.clientWidth)).toBe(0)
  }
})

test('an answer keeps its words whole in a table, and its list of tasks has boxes alone', async ({ launch, bot }) => {
  const { telegram, model, ann } = bot
  const table = [
    '| step | before | change | who measured it, where, and with how many cores of which machine |',
    '|---|--:|--:|---|',
    '| connect | 41.2 s | −99 % | build-server-07.eu-central-1.internal.example.org with all of its cores |',
  ]
  model.on('measure', [text(['# Figures', '', ...table, '', '- [x] measured', '- [ ] repeated'].join('\n'))])
  const page = await (await launch({ env: bot.env })).window()
  telegram.say(telegram.privateChat(ann), ann, 'measure')
  await goTo(page, 'Chats')
  await row(page, 'Ann', 'unread').click({ timeout: 25_000 })
  await page.setViewportSize({ width: 900, height: 700 })
  const answer = page.getByRole('log', { name: 'Transcript' })
  const lines = (name: string) =>
    answer
      .getByRole('cell', { name, exact: true })
      .or(answer.getByRole('columnheader', { name, exact: true }))
      .evaluate((cell) => {
        const words = cell.ownerDocument.createRange()
        words.selectNodeContents(cell)
        return words.getClientRects().length
      })
  for (const word of ['step', 'before', 'change', 'connect', '41.2 s', '−99 %'])
    expect(await lines(word), `lines of ${word}`).toBe(1)
  await expect(answer.getByRole('heading', { name: 'Figures' })).toHaveCSS('margin-top', '0px')
  await expect(answer.getByRole('listitem').filter({ hasText: 'measured' })).toHaveCSS('list-style-type', 'none')
})

test('a chat takes the place of the list where the two have no room, and gives it back', async ({ launch }) => {
  const page = await (await launch()).window()
  await tryDemo(page)
  await sayInDemo(page, 'write a note')
  await row(page, 'You', 'needs approval').click({ timeout: 25_000 })
  await page.setViewportSize({ width: 1280, height: 700 })
  await expect(chats(page)).toBeVisible()
  // The demo's phone takes its part of the window.
  await page.setViewportSize({ width: 900, height: 700 })
  await expect(chats(page)).toBeHidden()
  expect(await runsOver(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(chats(page)).toBeVisible()
})
