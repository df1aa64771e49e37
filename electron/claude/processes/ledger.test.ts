import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import type { SessionId } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { nodeDisk } from '../../storage/disk.ts'
import { durableFiles } from '../../storage/durable-files.ts'
import { createLedger } from './ledger.ts'

const SESSION = '9db8949f-0000-4000-8000-00000000000a' as SessionId
const entry = (pid: number) => ({
  pid,
  startTime: '1',
  mark: null,
  owner: 'local:x',
  directory: '/p',
  sessionId: null,
  since: 1,
})

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'switchboard-ledger-'))
})
afterEach(() => rm(directory, { recursive: true }))
const path = () => join(directory, 'data', 'processes.json')
const ledger = () => createLedger({ path: path(), files: durableFiles(nodeDisk), log: silentLog })

test('a child is on disk once it is added, and an earlier one in the next run', async () => {
  const first = ledger()
  await first.add(entry(7))
  expect(await first.earlier()).toEqual([])
  await first.name(entry(7), SESSION)
  expect(await ledger().earlier()).toEqual([{ ...entry(7), sessionId: SESSION }])
  expect((await stat(path())).mode & 0o777).toBe(0o600)
})

test('a child that has ended is struck off, and earlier ones stay until they are', async () => {
  await ledger().add(entry(7))
  const second = ledger()
  await Promise.all([second.add(entry(8)), second.add(entry(9)), second.remove(entry(8))])
  expect((await ledger().earlier()).map(({ pid }) => pid)).toEqual([7, 9])
  await second.remove(entry(7))
  expect((await ledger().earlier()).map(({ pid }) => pid)).toEqual([9])
})

test('a child that is about to be started is announced until it has its entry', async () => {
  const mark = 'SWITCHBOARD_CHILD=x'
  const first = ledger()
  await first.announce(mark)
  expect(await first.unentered()).toEqual([])
  const next = ledger()
  expect(await next.unentered()).toEqual([mark])
  await next.withdraw(mark)
  expect(await ledger().unentered()).toEqual([])
  await first.add({ ...entry(7), mark })
  expect(await ledger().unentered()).toEqual([])
})

test('the same pid with another start time is another child', async () => {
  const one = ledger()
  await one.add(entry(7))
  await one.remove({ pid: 7, startTime: '2' })
  expect(await ledger().earlier()).toHaveLength(1)
})

test('a damaged file is an empty ledger, and a damaged entry is passed over', async () => {
  await ledger().add(entry(7))
  const whole = await readFile(path(), 'utf8')
  await writeFile(path(), whole.slice(0, 30))
  expect(await ledger().earlier()).toEqual([])
  await writeFile(path(), whole.replace('[', '[{"pid":"x"},'))
  expect((await ledger().earlier()).map(({ pid }) => pid)).toEqual([7])
})
