import { mkdir, writeFile } from 'node:fs/promises'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { createRig } from '../testing/rig.ts'

let rig: Awaited<ReturnType<typeof createRig>>
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.close())

const ask = async (text: string) => (await rig.ask(rig.chat, rig.owner, text)).text

describe('a folder browser', () => {
  it('goes page by page, up and down, and no further than its person may', async () => {
    for (let n = 10; n < 25; n++) await mkdir(`${rig.home}/project/dir-${n}/deep`, { recursive: true })
    await Promise.all(Array.from({ length: 70 }, (_one, n) => writeFile(`${rig.home}/project/file-${n}`, '')))
    rig.settings.set('directories.favourites', [`${rig.home}/project/src`, '/etc', `${rig.home}/gone`])
    await ask('/cd project')
    const listed = await ask('/ls')
    expect(listed).toMatch(/^~\/project – 86 entries\ndir-10\//)
    expect(listed).toMatch(/… and 26 more$/)
    const browser = await rig.ask(rig.chat, rig.owner, '/cd')
    const labels = () => browser.buttons.flat().map(({ text }) => text)
    const press = async (button: string, fits: RegExp) => {
      rig.bot.press(browser, button)
      await rig.bot.waitFor(() => fits.test(browser.text), { what: String(fits) })
    }
    expect(browser.text).toContain('Looking at: ~/project (page 1 of 2)')
    expect(labels()).toContain('★ ~/project/src')
    expect(labels().filter((label) => label.startsWith('★'))).toEqual(['★ ~/project/src'])
    await press('▶', /page 2 of 2/)
    expect(labels()).toContain('◀')
    await press('◀', /page 1 of 2/)
    await press('📁 dir-10', /Looking at: ~\/project\/dir-10$/m)
    await press('⬆ Up', /Looking at: ~\/project \(page 1/)
    await press('★ ~/project/src', /^Directory: ~\/project\/src$/)
    expect(await ask('/ls ~/empty')).toMatch(/does not exist/)
    expect(await ask('/ls')).toMatch(/0 entries\nEmpty\.$/)
  })
})

it('a directory that has Claude run commands of its own says so when it is chosen', async () => {
  await mkdir(`${rig.home}/project/.claude`)
  const hooks = { UserPromptSubmit: [{ hooks: [{ type: 'command', command: 'make format' }] }] }
  await writeFile(`${rig.home}/project/.claude/settings.json`, JSON.stringify({ hooks }))
  expect(await ask('/cd project')).toBe(
    'Directory: ~/project\nClaude runs commands of this directory without asking: .claude/settings.json.',
  )
  expect(await ask('/cd ~/project/src')).toBe('Directory: ~/project/src')
})
