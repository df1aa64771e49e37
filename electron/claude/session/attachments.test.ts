import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { PromptId } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import type { Attachment } from '../../shared/prompt.ts'
import { promptContent } from './attachments.ts'

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(20)])
let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'switchboard-attachments-'))
  await Promise.all([
    writeFile(join(directory, 'a.png'), png),
    writeFile(join(directory, 'fake.png'), 'not a picture'),
    writeFile(join(directory, 'huge.png'), Buffer.concat([png, Buffer.alloc(6 * 1024 * 1024)])),
    writeFile(join(directory, 'a.pdf'), '%PDF-1.7 …'),
    writeFile(join(directory, 'a.txt'), 'žluť'),
    writeFile(join(directory, 'empty.txt'), ''),
    writeFile(join(directory, 'fake.pdf'), 'MZ no PDF'),
    writeFile(join(directory, 'a.jpg'), Buffer.from('ffd8ffe0', 'hex')),
    writeFile(join(directory, 'a.gif'), 'GIF89a'),
    writeFile(join(directory, 'a.webp'), 'RIFFxxxxWEBP'),
    writeFile(join(directory, 'a.wav'), 'RIFFxxxxWAVE'),
  ])
})
afterAll(() => rm(directory, { recursive: true }))

const file = (kind: Attachment['kind'], name: string): Attachment => ({
  kind,
  name,
  path: join(directory, name),
  mime: 'application/octet-stream',
  size: 1,
})
const content = (text: string, ...attachments: Attachment[]) =>
  promptContent({ id: 'x' as PromptId, text, attachments }, silentLog)

test('a prompt without files is its text', async () => {
  expect(await content('hi')).toBe('hi')
})

test('pictures, PDFs and texts go along as blocks, the words last', async () => {
  const given = await content('look', file('image', 'a.png'), file('pdf', 'a.pdf'), file('text', 'a.txt'))
  expect(given).toMatchObject([
    { type: 'image', source: { media_type: 'image/png', data: png.toString('base64') } },
    { type: 'document', title: 'a.pdf', source: { media_type: 'application/pdf' } },
    { type: 'document', title: 'a.txt', source: { type: 'text', data: 'žluť' } },
    { type: 'text', text: 'look' },
  ])
})

test.each(['fake.png', 'huge.png', 'missing.png'])('%s is named by its path instead', async (name) => {
  expect(await content('look', file('image', name))).toBe(`look\n\nAttached file "${name}": ${join(directory, name)}`)
})

test.each([
  ['image', 'a.wav'],
  ['pdf', 'fake.pdf'],
  ['text', 'empty.txt'],
] as const)('what is no %s, or empty, is named by its path: %s', async (kind, name) => {
  expect(await content('', file(kind, name))).toBe(`Attached file "${name}": ${join(directory, name)}`)
})

test('a picture goes along as what it is, whatever its name says; it needs no words', async () => {
  const given = await content('', file('image', 'a.jpg'), file('image', 'a.gif'), file('image', 'a.webp'))
  const types = ['image/jpeg', 'image/gif', 'image/webp']
  expect(given).toMatchObject(types.map((media_type) => ({ type: 'image', source: { media_type } })))
})

test('any other file is named by its path', async () => {
  expect(await content('', file('file', 'a.zip'))).toBe(`Attached file "a.zip": ${join(directory, 'a.zip')}`)
})
