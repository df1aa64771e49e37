import { bash, text } from '../electron/simulator/index.ts'
import { chats, goTo, row } from './support/dashboard.ts'
import { expect, test } from './support/fixtures.ts'

test('everything on the main path is done with the keyboard', async ({ launch, bot }) => {
  const { telegram, model, ann } = bot
  const page = await (await launch({ env: bot.env })).window()
  const ben = telegram.group({ title: 'Beacon', members: [ann] })
  telegram.say(telegram.privateChat(ann), ann, 'echo one')
  telegram.say(ben, ann, `@${telegram.bot.username} echo two`)
  await Promise.all([bot.answered(telegram.privateChat(ann), 'one'), bot.answered(ben, 'two')])
  await goTo(page, 'Settings')

  await page.keyboard.press('Control+K')
  await page.keyboard.type('go to chats')
  await page.keyboard.press('Enter')
  await expect(chats(page).getByRole('row')).toHaveCount(2)

  const rows = chats(page).getByRole('row')
  await rows.first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(rows.nth(1)).toBeFocused()
  const title = ((await rows.nth(1).getAttribute('aria-label')) ?? '').split(', ')[0] ?? ''
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: `Chat ${title}` })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: `Chat ${title}` })).toBeHidden()

  model.on('make it', [bash('touch made'), text('made')])
  await row(page, title).focus()
  await page.keyboard.press('m')
  await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toBeFocused()
  await page.keyboard.type('make it')
  await page.keyboard.press('Enter')
  await expect(row(page, title, 'needs approval')).toBeVisible()
  await row(page, title).focus()
  await page.keyboard.press('a')
  await expect(page.getByLabel('Transcript').getByText('made', { exact: true })).toBeVisible()

  await page.keyboard.press('Control+6')
  await page.getByRole('button', { name: 'Settings', exact: true }).focus()
  await page.keyboard.press('Control+1')
  await expect(chats(page).locator('[role=row]:focus')).toHaveCount(1)

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible()
})
