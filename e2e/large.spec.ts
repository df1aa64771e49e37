import { join } from 'node:path'

import { LONG_CHAT, writeLargeProfile } from '../bench/lib/large-profile.ts'
import { chats, goTo, row } from './support/dashboard.ts'
import { expect, test } from './support/fixtures.ts'

const LAST_WORDS = 'These are the newest words of ten megabytes.'

test('a thousand chats and a transcript of 10 MB are there at once, and can be searched and read', async ({
  launch,
  bot,
  home,
}) => {
  test.setTimeout(90_000)
  const { telegram, ann } = bot
  const dataDir = join(home, 'data')
  await writeLargeProfile(dataDir, { chats: 1000, transcriptBytes: 10 * 1024 * 1024, lastWords: LAST_WORDS })
  const page = await (await launch({ env: bot.env, dataDir })).window()
  await goTo(page, 'Chats')
  await expect(chats(page)).toHaveAttribute('aria-rowcount', /^1\d\d\d$/)
  // Only what is seen is there: a thousand rows would be slow to lay out.
  expect(await chats(page).getByRole('row').count()).toBeLessThan(100)

  const box = page
    .getByRole('searchbox')
    .or(page.getByPlaceholder(/^Search or filter/))
    .first()
  await box.fill(LONG_CHAT)
  await row(page, LONG_CHAT).click()
  const transcript = page.getByLabel('Transcript')
  await expect(transcript.getByText(LAST_WORDS)).toBeVisible()
  expect(await transcript.getByRole('listitem').count()).toBeLessThan(300)
  await box.fill('')

  // A thousand parked chats cost the one that speaks nothing.
  telegram.say(telegram.privateChat(ann), ann, 'echo hello')
  await bot.answered(telegram.privateChat(ann), 'hello')
  await expect(row(page, 'Ann')).toBeVisible()

  await box.fill('newest words of ten megabytes')
  const hits = page.getByRole('region', { name: 'In history' })
  await expect(hits.getByRole('button').first()).toContainText('newest words')
  await hits.getByRole('button').first().click()
  await expect(page.getByRole('region', { name: `Chat ${LONG_CHAT}` })).toBeVisible()
  await expect(transcript.getByText(LAST_WORDS)).toBeVisible()
})
