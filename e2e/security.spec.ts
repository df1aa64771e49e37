import type { Page } from '@playwright/test'

import { expect, test } from './support/fixtures.ts'
import { logsOf } from './support/logs.ts'

// Expressions are strings: this side has no DOM, and the page has nothing else.

/** Runs the script and gives the directive of the policy that stopped it. */
const stoppedBy = (page: Page, script: string): Promise<string> =>
  page.evaluate(`new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true })
    ${script}
  })`)

test('a page can open no window and go nowhere else', async ({ launch }) => {
  const app = await launch()
  const page = await app.window()
  await expect(page.getByRole('button', { name: 'Connect your bot' })).toBeVisible()
  const address = page.url()
  expect(await page.evaluate(`window.open('https://example.org') === null`)).toBe(true)
  await page.evaluate(`void (location.href = 'https://example.org/away')`)
  await expect.poll(() => logsOf(app.dataDir)).toContain('https://example.org/away')
  expect(page.url()).toBe(address)
  expect(app.electron.windows()).toHaveLength(1)
})

test('a page has no Node and no Electron, only the frozen bridge', async ({ launch }) => {
  const page = await (await launch()).window()
  await expect(page.getByRole('button', { name: 'Connect your bot' })).toBeVisible()
  expect(
    await page.evaluate(`[typeof require, typeof process, typeof module, typeof Buffer, typeof electron]`),
  ).toEqual(Array.from({ length: 5 }, () => 'undefined'))
  expect(await page.evaluate(`Object.keys(switchboard).sort()`)).toEqual(['invoke', 'on', 'pathOf'])
  expect(await page.evaluate(`Object.isFrozen(switchboard)`)).toBe(true)
})

test('a call that is not in the contract, or does not fit it, is refused without a stack trace', async ({ launch }) => {
  const page = await (await launch()).window()
  await expect(page.getByRole('button', { name: 'Connect your bot' })).toBeVisible()
  const refused = `(async () => { try { return await switchboard.invoke('fs.read', '/etc/passwd') } catch (error) { return error.message } })()`
  expect(await page.evaluate(refused)).toBe('"fs.read" is not in the contract')
  const reply = await page.evaluate(`switchboard.invoke('chats.stop', { chat: 5 })`)
  expect(reply).toMatchObject({ ok: false, code: 'bad-input' })
  expect(JSON.stringify(reply)).not.toMatch(/\bat .+:\d+/)
})

test('the policy of the page stops inline script, inline style and what comes from elsewhere', async ({ launch }) => {
  const page = await (await launch()).window()
  await expect(page.getByRole('button', { name: 'Connect your bot' })).toBeVisible()
  const add = (tag: string, more: string) =>
    `const one = document.createElement('${tag}'); ${more}; document.head.append(one)`
  expect(await stoppedBy(page, add('script', `one.textContent = 'window.inline = true'`))).toMatch(/^script-src/)
  expect(await page.evaluate(`typeof window.inline`)).toBe('undefined')
  expect(await stoppedBy(page, add('style', `one.textContent = 'body { color: red }'`))).toMatch(/^style-src/)
  expect(await stoppedBy(page, `fetch('https://example.org').catch(() => {})`)).toBe('connect-src')
  expect(await stoppedBy(page, add('iframe', `one.src = 'https://example.org'`))).toMatch(/^frame-src/)
  const policy = await page.evaluate<string>(
    `fetch(location.href).then((reply) => reply.headers.get('content-security-policy'))`,
  )
  expect(policy).not.toMatch(/unsafe|\*/)
})

test('no permission is given, no guest is let in, nothing but built files is served, and only known places open', async ({
  launch,
}) => {
  const page = await (await launch()).window()
  await expect(page.getByRole('button', { name: 'Connect your bot' })).toBeVisible()
  expect(await page.evaluate(`Notification.requestPermission()`)).toBe('denied')
  const located = `new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('found'), (error) => done(error.code)))`
  expect(await page.evaluate(located)).toBe(1)
  for (const name of ['microphone', 'camera', 'clipboard-read'])
    expect(await page.evaluate(`navigator.permissions.query({ name: '${name}' }).then(({ state }) => state)`)).toBe(
      'denied',
    )
  expect(await page.evaluate(`'loadURL' in document.createElement('webview')`)).toBe(false)
  for (const path of ['../package.json', '%2e%2e/%2e%2e/package.json', '..%2f..%2fetc/passwd', 'nothing.js'])
    expect(await page.evaluate(`fetch('app://switchboard/${path}').then(({ status }) => status)`)).toBe(404)
  for (const url of ['https://evil.example/', 'http://t.me/x', 'file:///etc/passwd'])
    expect(await page.evaluate(`switchboard.invoke('app.openExternal', { url: '${url}' })`)).toMatchObject({
      ok: false,
    })
})
