import { access } from 'node:fs/promises'
import { join } from 'node:path'

import { ask, bash, plan, text } from '../electron/simulator/index.ts'
import { goTo, row } from './support/dashboard.ts'
import { expect, test } from './support/fixtures.ts'

test('permissions, a plan and a question are answered on the dashboard', async ({ launch, bot }) => {
  test.setTimeout(90_000)
  const { telegram, model, ann } = bot
  const chat = telegram.privateChat(ann)
  const directory = await bot.directory('project')
  for (const word of ['no', 'two']) model.on(`make ${word}`, [bash(`touch ${word}`), text(`through with ${word}`)])
  model.on('ask me', [ask('Which colour?', ['Red', 'Blue']), text('A fine colour.')])
  model.on('plan it', [plan('# The plan\n\n1. Paint it.'), text('It is planned.')])
  const page = await (await launch({ env: bot.env })).window()
  telegram.say(chat, ann, `/cd ${directory}`)
  telegram.say(chat, ann, 'make no')
  await goTo(page, 'Approvals')
  const card = page.getByRole('article', { name: 'Bash: touch no' })
  await expect(card).toBeVisible({ timeout: 25_000 })
  await card.getByRole('textbox').fill('not today')
  await card.getByRole('button', { name: 'Deny' }).click()
  await expect(card).toBeHidden()
  await bot.says(chat, 'not today')
  await expect(access(join(directory, 'no'))).rejects.toThrow('ENOENT')

  telegram.say(chat, ann, 'make two')
  await page
    .getByRole('article', { name: 'Bash: touch two' })
    .getByRole('button', { name: 'Allow for session' })
    .click()
  await bot.says(chat, 'through with two')
  telegram.say(chat, ann, 'make two')
  await telegram.waitFor(
    () => telegram.messages(chat, { from: 'bot' }).filter((one) => one.text.includes('through with two')).length === 2,
  )

  telegram.say(chat, ann, 'ask me')
  const question = page.getByRole('article').filter({ hasText: 'Which colour?' })
  await question.getByText('Blue').first().click()
  await question.getByRole('button', { name: /answer/i }).click()
  await bot.says(chat, 'A fine colour.')

  telegram.say(chat, ann, '/mode plan')
  telegram.say(chat, ann, 'plan it')
  const planned = page.getByRole('article').filter({ hasText: 'The plan' })
  await expect(planned).toContainText('Paint it.', { timeout: 25_000 })
  await planned.getByRole('button', { name: 'Allow once' }).click()
  await bot.says(chat, 'It is planned.')
  await goTo(page, 'Chats')
  await expect(row(page, 'Ann', 'unread')).toBeVisible()
})
