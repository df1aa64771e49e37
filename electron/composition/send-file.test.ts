import { mkdir, mkdtemp, realpath, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { ChatRecord } from '../shared/chat.ts'
import type { ChatKey } from '../shared/ids.ts'
import { ok } from '../shared/result.ts'
import type { OutFile, Outbox } from '../telegram/port.ts'
import { createSendFile } from './send-file.ts'

let root = ''
let work = ''
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'send-')))
  work = join(root, 'work')
  await mkdir(work)
  await writeFile(join(work, 'chart.png'), 'png')
  await writeFile(join(work, 'empty.txt'), '')
  await writeFile(join(root, 'secret.txt'), 'secret')
  await symlink(join(root, 'secret.txt'), join(work, 'link.txt'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

describe('files that go out', () => {
  const rig = () => {
    const sent: OutFile[] = []
    const outbox = { sendFile: async (_chat: ChatKey, file: OutFile) => (sent.push(file), ok(1)) } as unknown as Outbox
    const files = createSendFile({
      outbox: () => outbox,
      chat: () => ({ directory: work }) as ChatRecord,
      apiRoot: () => 'https://api.telegram.org',
    })
    return { sent, files, send: (path: string) => files.send('telegram:1' as ChatKey, path) }
  }

  it('come from inside the working directory', async () => {
    const { send, sent } = rig()
    expect(await send('chart.png')).toMatchObject({ ok: true })
    expect(await send(join(work, 'chart.png'))).toMatchObject({ ok: true })
    expect(sent.map((file) => file.path)).toEqual([join(work, 'chart.png'), join(work, 'chart.png')])
  })

  it.each([
    ['../secret.txt', 'outside'],
    ['link.txt', 'outside'],
    ['/etc/passwd', 'outside'],
    ['.', 'not-a-file'],
    ['missing.txt', 'no-such-file'],
    ['a\0b', 'bad-path'],
    ['empty.txt', 'empty-file'],
    ['huge.bin', 'too-big'],
  ])('never are %j', async (path, code) => {
    await writeFile(join(work, 'huge.bin'), '')
    await truncate(join(work, 'huge.bin'), 51 * 1024 * 1024)
    const { send, sent } = rig()
    expect(await send(path)).toMatchObject({ ok: false, code })
    expect(sent).toEqual([])
  })

  it('go to the chat that Claude works for, a picture as a picture', async () => {
    const { files, sent } = rig()
    expect(await files.send('telegram:1' as ChatKey, 'chart.png', 'A chart')).toMatchObject({ ok: true })
    expect(sent).toMatchObject([{ as: 'photo', name: 'chart.png', within: work, caption: { text: 'A chart' } }])
    expect(await files.servers('local:00000000-0000-0000-0000-000000000000')).toEqual({})
  })
})
