import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

import { bash, text } from '../electron/simulator/index.ts'
import { goTo, row, sayInDemo, setTheme, settled, tryDemo } from './support/dashboard.ts'
import { expect, test } from './support/fixtures.ts'

const THEMES = ['light', 'dark'] as const

/** What axe finds wrong, as `rule: element`, so that a failure names the place. */
async function violations(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    // Electron opens no second page, in which axe would otherwise gather its results.
    .setLegacyMode(true)
    // Base UI's edges of a popup: they take the focus only to hand it on at once, and nothing is read out there.
    .exclude('[data-base-ui-focus-guard]')
  // An open menu lies over the page and belongs to no landmark of it; axe knows that only of dialogs.
  if (await page.getByRole('menu').isVisible()) axe.disableRules('region')
  const { violations: found } = await axe.analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}

/** A screen's own code comes when it is first gone to. */
async function loaded(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await expect(page.getByRole('main').getByText('Loading')).toBeHidden()
}

test('no screen has a violation of accessibility rules, in light and in dark', async ({ launch, bot }) => {
  test.setTimeout(120_000)
  const { telegram, model, ann } = bot
  const team = telegram.group({ title: 'Team', members: [ann] })
  model.on(/make it/, [bash('touch made'), text('made')])
  const page = await (await launch({ env: bot.env })).window()
  telegram.say(telegram.privateChat(ann), ann, 'echo **hello** with `code`')
  telegram.say(team, ann, `@${telegram.bot.username} make it`)
  await goTo(page, 'Chats')
  await expect(row(page, 'Team', 'needs approval')).toBeVisible({ timeout: 25_000 })
  await expect(row(page, 'Ann', 'unread')).toBeVisible({ timeout: 25_000 })
  await row(page, 'Ann').click()

  const found: Record<string, string[]> = {}
  for (const theme of THEMES) {
    await setTheme(page, theme)
    for (const screen of ['Chats', 'Approvals', 'Cleanup', 'Usage', 'Logs', 'Settings']) {
      await goTo(page, screen)
      if (screen === 'Cleanup') await page.getByRole('button', { name: 'Preview', exact: true }).click()
      await loaded(page)
      found[`${screen}, ${theme}`] = await violations(page)
    }
    await page.keyboard.press('Control+K')
    await expect(page.getByRole('dialog')).toBeVisible()
    found[`palette, ${theme}`] = await violations(page)
    await page.keyboard.press('Escape')
  }
  expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([])
})

test('no dialog and no menu has one, and more contrast and less motion bring none', async ({ launch, bot }) => {
  test.setTimeout(120_000)
  const { telegram, model, ann } = bot
  model.on('make it', [bash('touch made'), text('made')])
  const page = await (await launch({ env: bot.env })).window()
  telegram.say(telegram.privateChat(ann), ann, 'make it')
  await goTo(page, 'Chats')
  await expect(row(page, 'Ann', 'needs approval')).toBeVisible({ timeout: 25_000 })
  const found: Record<string, string[]> = {}
  const dialogs: Record<string, () => Promise<void>> = {
    shortcuts: () => page.keyboard.press('?'),
    'new chat': () => page.getByRole('button', { name: 'New chat' }).first().click(),
    adopt: () => page.getByRole('button', { name: 'Adopt a session' }).click(),
  }
  for (const theme of THEMES) {
    await setTheme(page, theme)
    for (const [name, open] of Object.entries(dialogs)) {
      await open()
      await expect(page.getByRole('dialog')).toBeVisible()
      await settled(page)
      found[`${name}, ${theme}`] = await violations(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
    await row(page, 'Ann').click({ button: 'right' })
    await expect(page.getByRole('menu')).toBeVisible()
    await settled(page)
    found[`menu, ${theme}`] = await violations(page)
    await page.keyboard.press('Escape')
    await page.emulateMedia({ contrast: 'more', reducedMotion: 'reduce' })
    for (const screen of ['Chats', 'Settings']) {
      await goTo(page, screen)
      await loaded(page)
      await settled(page)
      found[`${screen}, ${theme}, more contrast`] = await violations(page)
    }
    // What moves for ever must not, for who asks for less of it.
    expect(await page.evaluate(`document.getAnimations().filter((one) => one.playState === 'running').length`)).toBe(0)
    await page.emulateMedia({ contrast: 'no-preference', reducedMotion: 'no-preference' })
    await goTo(page, 'Chats')
  }
  expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([])
})

test('neither the welcome nor the demo has one', async ({ launch }) => {
  const page = await (await launch()).window()
  const found: Record<string, string[]> = {}
  for (const theme of THEMES) {
    await setTheme(page, theme)
    found[`welcome, ${theme}`] = await violations(page)
  }
  await page.getByRole('button', { name: 'Connect your bot' }).click()
  for (const theme of THEMES) {
    await setTheme(page, theme)
    found[`first step, ${theme}`] = await violations(page)
  }
  await page.getByRole('button', { name: 'Back' }).click()
  await tryDemo(page)
  await sayInDemo(page, 'echo hello')
  await expect(row(page, 'You', 'unread')).toBeVisible({ timeout: 25_000 })
  for (const theme of THEMES) {
    await setTheme(page, theme)
    found[`demo, ${theme}`] = await violations(page)
  }
  expect(Object.entries(found).filter(([, list]) => list.length > 0)).toEqual([])
})

test('in forced colours what is chosen, and what is on, can still be told', async ({ launch, bot }) => {
  const page = await (await launch({ env: bot.env })).window()
  await page.emulateMedia({ forcedColors: 'active' })
  await goTo(page, 'Settings')
  const chosen = page.getByRole('button', { name: 'Settings', exact: true })
  await expect(chosen).toHaveCSS('outline-style', 'solid')
  await expect(page.getByRole('button', { name: 'Logs', exact: true })).toHaveCSS('outline-style', 'none')
  // Backgrounds are taken away: a switch whose thumb is one keeps its own.
  await expect(page.getByRole('switch').first()).toHaveCSS('forced-color-adjust', 'none')
  await page.keyboard.press('Control+K')
  await expect(page.getByRole('option', { selected: true })).toHaveCSS('outline-style', 'solid')
})
