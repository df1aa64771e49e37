import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { createSurfaceRig } from './rig.ts'
import type { Place, SurfaceRig } from './rig.ts'

const MB = 1024 * 1024

let rig: SurfaceRig
let here: Place
let kept: string
beforeAll(async () => {
  kept = await mkdtemp(join(tmpdir(), 'bot-api-'))
  rig = await createSurfaceRig({ simulator: { local: kept } })
  here = { chat: rig.bot.privateChat(rig.owner), person: rig.owner, group: false }
})
afterAll(async () => {
  await rig.close()
  await rm(kept, { recursive: true })
})

it('a local Bot API server gives and takes what is too large for Telegram’s own', async () => {
  const large = { bytes: new Uint8Array(21 * MB), name: 'large.zip', mime: 'application/zip' }
  await rig.ask(here, { text: 'echo unpacked', document: large }, /^unpacked/)
  const inbox = join(rig.dataDir, 'inbox')
  const saved = (await readdir(inbox, { recursive: true })).find((name) => name.endsWith('large.zip')) ?? ''
  expect((await stat(join(inbox, saved))).size).toBe(21 * MB)
  // It was not fetched: such a server has no file server.
  expect(rig.bot.count('file')).toBe(0)

  await writeFile(join(rig.home, 'film.bin'), '')
  await truncate(join(rig.home, 'film.bin'), 51 * MB)
  rig.say(here, '/get film.bin')
  const sent = await rig.bot.waitFor(() => rig.inPlace(here).find(({ file }) => file?.name === 'film.bin'), {
    what: 'the film',
    timeoutMs: 20_000,
  })
  expect(sent.file?.size).toBe(51 * MB)
})
