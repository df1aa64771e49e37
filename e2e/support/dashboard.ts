import type { Locator, Page } from '@playwright/test'

/** The list of chats. */
export const chats = (page: Page): Locator => page.getByRole('grid', { name: 'Chats' })

/** The row of a chat; with a status word, only while it has that. */
export const row = (page: Page, title: string, status?: string): Locator =>
  chats(page).getByRole('row', { name: status === undefined ? `${title}, ` : `${title}, ${status}` })

/** Goes to a screen by the rail. */
export const goTo = (page: Page, screen: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: screen, exact: true }).click()

/** Opens a chat and writes in its composer. */
export async function say(page: Page, title: string, text: string): Promise<void> {
  await row(page, title).click()
  const message = page.getByRole('textbox', { name: 'Message', exact: true })
  await message.fill(text)
  await message.press('Enter')
}

/** The demo's simulated phone. */
export const phone = (page: Page): Locator => page.getByRole('complementary', { name: 'Demo chat' })

/** Starts the demo from the welcome and waits for its phone. */
export async function tryDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try the demo' }).click()
  await phone(page).waitFor()
}

/** Writes as the simulated person of the demo. */
export async function sayInDemo(page: Page, text: string): Promise<void> {
  const box = phone(page).getByRole('textbox')
  await box.fill(text)
  await box.press('Enter')
}

/** Changes the theme, and waits until the page has it and its transitions are over. */
export async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate(`switchboard.invoke('settings.set', { path: 'appearance.theme', value: '${theme}' })`)
  await page.locator(`html[data-theme="${theme}"]`).waitFor()
  await settled(page)
}

/** Waits until what comes and goes has done so; what moves for ever is not waited for. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(
    `Promise.all(document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations !== Infinity).map((one) => one.finished))`,
  )
}
