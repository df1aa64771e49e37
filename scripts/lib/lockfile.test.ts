import { describe, expect, it } from 'vitest'

import { completed, machinesOf } from './lockfile.mjs'

describe('the lock file', () => {
  it.each([
    ['@oxlint/binding-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@tailwindcss/oxide-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
    ['@prebuilt-tdlib/darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['@tailwindcss/oxide-wasm32-wasi', { cpu: ['wasm32'] }],
    ['@oxfmt/binding-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
  ])('knows for which machines %s is', (name, machines) => expect(machinesOf(name)).toEqual(machines))

  it('names binaries that the registry could not answer for, and nothing twice', () => {
    const lock = {
      packages: {
        '': {},
        'node_modules/tool': {
          version: '1.0.0',
          optionalDependencies: { 'tool-linux-x64': '1.0.0', 'tool-darwin-x64': '1.0.0' },
        },
        'node_modules/tool/node_modules/tool-linux-x64': { version: '1.0.0' },
      },
    }
    expect(completed(lock)).toEqual(['tool-darwin-x64'])
    expect(lock.packages).toMatchObject({
      'node_modules/tool-darwin-x64': { os: ['darwin'], optional: true, version: '1.0.0' },
    })
    expect(completed(lock)).toEqual([])
  })
})
