import { expect, it } from 'vitest'

import { rig } from './testing/server.ts'

it('answers a press in words that Telegram takes, also where they are cut within an emoji', async () => {
  const { outbox, server } = rig()
  await outbox.answerCallback('1', `${'x'.repeat(199)}😀`)
  const text = String(server.requests.at(-1)?.payload['text'])
  expect(text.length).toBeLessThanOrEqual(200)
  expect(text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
})
