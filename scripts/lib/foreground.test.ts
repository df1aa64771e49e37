import { expect, test } from 'vitest'

import { foreground } from './foreground.mjs'

const options = { cwd: process.cwd(), env: process.env }

test('the exit code of the program is ours', async () => {
  expect(await foreground(process.execPath, ['-e', 'process.exit(7)'], options)).toBe(7)
})

test('a program that a signal ended has the code that shells give it', async () => {
  expect(await foreground(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")'], options)).toBe(128 + 9)
})

test('a signal that we get reaches the program', async () => {
  const script =
    "process.on('SIGTERM', () => process.exit(5)); process.kill(process.ppid, 'SIGTERM'); setInterval(() => {}, 1000)"
  expect(await foreground(process.execPath, ['-e', script], options)).toBe(5)
})
