import { spawn } from 'node:child_process'
import { once } from 'node:events'

import { describe, expect, test } from 'vitest'

import { createLinuxTable, parseStat } from './linux-table.ts'
import { parsePs, psTime } from './mac-table.ts'
import { descendants } from './process-table.ts'
import type { ProcessRow } from './process-table.ts'
import { createWindowsTable, parseCim } from './windows-table.ts'

const row = (pid: number, parent: number): ProcessRow => ({
  pid,
  parent,
  name: 'x',
  startTime: '1',
  startedAt: 1,
  memory: 1,
  cpuMs: 1,
})

test('descendants are found at any depth, and a circle does no harm', () => {
  const table = [row(1, 0), row(2, 1), row(3, 2), row(4, 3), row(5, 9), row(9, 5), row(6, 2)]
  expect(descendants(table, [2]).map(({ pid }) => pid)).toEqual([3, 6, 4])
  expect(descendants(table, [5]).map(({ pid }) => pid)).toEqual([9])
})

describe('Linux', () => {
  const stat = (name: string, state = 'S') =>
    `42 (${name}) ${state} 7 42 42 0 -1 0 0 0 0 0 100 20 0 0 20 0 8 0 319490 1000 250 0`

  test('a stat line is read, whatever the name holds', () => {
    expect(parseStat(stat('a) S (b'), 1_000_000)).toEqual({
      pid: 42,
      parent: 7,
      name: 'a) S (b',
      startTime: '319490',
      startedAt: 1_000_000 + 3_194_900,
      memory: 250 * 4096,
      cpuMs: 1200,
    })
  })

  test('a zombie and an empty line are no processes', () => {
    expect(parseStat(stat('x', 'Z'), 0)).toBeNull()
    expect(parseStat('', 0)).toBeNull()
  })

  test.runIf(process.platform === 'linux')('a real child is found by pid, parent and mark', async () => {
    const mark = `SWITCHBOARD_TEST=${process.pid}-${Date.now()}`
    const [name = '', value = ''] = mark.split('=')
    const child = spawn('sleep', ['30'], { env: { PATH: process.env['PATH'], [name]: value } })
    await once(child, 'spawn')
    const table = createLinuxTable()
    const found = await table.one(child.pid ?? 0)
    expect(found).toMatchObject({ parent: process.pid, name: 'sleep' })
    expect(Math.abs((found?.startedAt ?? 0) - Date.now())).toBeLessThan(60_000)
    expect((await table.marked(mark)).map(({ pid }) => pid)).toEqual([child.pid])
    table.signal(child.pid ?? 0, 'SIGKILL')
    await once(child, 'exit')
    expect(await table.one(child.pid ?? 0)).toBeNull()
  })
})

test('macOS: the output of ps is read', () => {
  const output = '  501   1  20480   1:02.50 Sat Nov 21 05:45:18 2026     /usr/local/bin/claude code\nrubbish\n'
  expect(parsePs(output)).toEqual([
    {
      pid: 501,
      parent: 1,
      name: 'claude code',
      startTime: 'Sat Nov 21 05:45:18 2026',
      startedAt: Date.parse('Sat Nov 21 05:45:18 2026'),
      memory: 20_480 * 1024,
      cpuMs: 62_500,
    },
  ])
  expect(psTime('1-02:00:01')).toBe(93_601_000)
})

describe('Windows', () => {
  /** A table whose commands are answered by the test. */
  function table(answers: (args: readonly string[]) => string = () => '') {
    const ran: (readonly string[])[] = []
    const windows = createWindowsTable(async (command, args) => {
      ran.push([command, ...args])
      return { code: 0, stdout: answers(args), stderr: '' }
    })
    return { windows, ran }
  }

  test('a whole tree is ended by taskkill, by force only at the last step', () => {
    const { windows, ran } = table()
    windows.signalGroup(42, 'SIGTERM')
    windows.signalGroup(42, 'SIGKILL')
    expect(ran).toEqual([
      ['taskkill.exe', '/PID', '42', '/T'],
      ['taskkill.exe', '/PID', '42', '/T', '/F'],
    ])
  })

  test('all processes, or one, are asked of the system; marks cannot be', async () => {
    const { windows, ran } = table((args) => (args.at(-1)?.includes('ProcessId=7"') ? '' : '{"ProcessId":4}'))
    expect((await windows.all()).map(({ pid }) => pid)).toEqual([4])
    expect(await windows.one(7)).toBeNull()
    expect((await windows.one(4))?.pid).toBe(4)
    expect(await windows.marked('X=1')).toEqual([])
    expect(ran.every(([command]) => command === 'powershell.exe')).toBe(true)
  })
})

test('Windows: one object, a list and rubbish are read', () => {
  const one = `{"ProcessId":4,"ParentProcessId":1,"Name":"claude.exe","WorkingSetSize":5,"KernelModeTime":10000,"UserModeTime":20000,"Start":"2026-11-21T05:45:18.0000000Z"}`
  expect(parseCim(one)).toMatchObject([{ pid: 4, cpuMs: 3, startedAt: Date.UTC(2026, 10, 21, 5, 45, 18) }])
  expect(parseCim(`[${one},${one}]`)).toHaveLength(2)
  expect(parseCim('No instance')).toEqual([])
})
