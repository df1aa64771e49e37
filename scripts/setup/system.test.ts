import { expect, test, vi } from 'vitest'

import type { run as runProgram } from './run.mjs'
import { aptNames, ensureSystemParts } from './system-install.mjs'
import { missingLibraries, missingSystemParts } from './system.mjs'

const LDD = `	linux-vdso.so.1 (0x00007ffd)
	libnss3.so => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
	libgbm.so.1 => not found`

/** A machine whose ldd says this, and that has these programs' directories on its PATH. */
const parts = (ldd: string) => ({
  executable: '/electron',
  programs: ['Xvfb'] as const,
  env: { PATH: '/nowhere' },
  root: false,
  say: () => {},
  run: vi.fn<typeof runProgram>(() => Promise.resolve({ code: 0, output: ldd })),
})

test('the libraries that the linker misses are read from ldd', () => {
  expect(missingLibraries(LDD)).toEqual(['libnss3.so', 'libgbm.so.1'])
})

test('what is missing is named together with the packages that bring it', async () => {
  const missing = await missingSystemParts(parts(LDD))
  expect(missing.what).toEqual(['libnss3.so', 'libgbm.so.1', 'Xvfb'])
  expect(missing.packages.apt).toEqual(expect.arrayContaining(['libnss3', 'libgbm1', 'xvfb']))
})

test('where it cannot be installed, the exact lines are in the error', async () => {
  const asked = ensureSystemParts(parts(''))
  await expect(asked).rejects.toThrow('sudo apt-get install -y --no-install-recommends xvfb')
  await expect(ensureSystemParts(parts(''))).rejects.toThrow('sudo dnf install -y xorg-x11-server-Xvfb')
})

test('a package that was renamed for 64-bit time gets its new name', () => {
  expect(aptNames(['libasound2', 'libnss3'], new Set(['libasound2t64']))).toEqual(['libasound2t64', 'libnss3'])
})
