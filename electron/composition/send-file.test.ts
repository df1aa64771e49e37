import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { ChatRecord } from '../shared/chat.ts'
import type { ChatKey } from '../shared/ids.ts'
import { ok } from '../shared/result.ts'
import type { OutFile, Outbox } from '../telegram/port.ts'
import { createSendFile, fileInside } from './send-file.ts'

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
  it('come from inside the working directory', async () => {
    expect(await fileInside(work, 'chart.png')).toMatchObject({ ok: true })
    expect(await fileInside(work, join(work, 'chart.png'))).toMatchObject({ ok: true })
  })

  it.each(['../secret.txt', 'link.txt', '/etc/passwd', '.', 'missing.txt', 'empty.txt'])(
    'never are %s',
    async (path) => {
      expect((await fileInside(work, path)).ok).toBe(false)
    },
  )

  it('go to the chat that Claude works for, a picture as a picture', async () => {
    const sent: OutFile[] = []
    const outbox = { sendFile: async (_chat: ChatKey, file: OutFile) => (sent.push(file), ok(1)) } as unknown as Outbox
    const files = createSendFile({ outbox: () => outbox, chat: () => ({ directory: work }) as ChatRecord })
    expect(await files.send('telegram:1' as ChatKey, 'chart.png', 'A chart')).toMatchObject({ ok: true })
    expect(sent).toMatchObject([{ as: 'photo', name: 'chart.png', caption: { text: 'A chart' } }])
    expect(await files.servers('local:00000000-0000-0000-0000-000000000000')).toEqual({})
  })
})
