import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

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

test.skipIf(process.platform === 'win32')(
  'when npm is ended, the program gets the signal that its shell kept',
  async () => {
    const module = resolve(import.meta.dirname, 'foreground.mjs')
    const program = `process.on('SIGTERM', () => { console.log('ended in order'); process.exit() }); console.log('up'); setInterval(() => {}, 1000)`
    const script = `import { foreground } from ${JSON.stringify(module)}; await foreground(process.execPath, ['-e', ${JSON.stringify(program)}], { cwd: '.', env: process.env })`
    const env = { ...process.env, npm_lifecycle_event: 'start', SCRIPT: script, NODE: process.execPath }
    const shell = spawn('sh', ['-c', '"$NODE" --input-type=module -e "$SCRIPT"; true'], { env })
    const said = async () => String((await once(shell.stdout, 'data'))[0]).trim()
    expect(await said()).toBe('up')
    shell.kill('SIGTERM')
    expect(await said()).toBe('ended in order')
  },
)
