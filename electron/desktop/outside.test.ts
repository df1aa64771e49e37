import { expect, it } from 'vitest'

import { createOutside } from './outside.ts'
import type { DesktopPorts } from './ports.ts'

it('opens in the browser only what is on the list, and passes nothing else to the system', async () => {
  const opened: string[] = []
  const shell = { openExternal: async (url: string) => void opened.push(url), openPath: async () => '' }
  const outside = createOutside({ shell, clipboard: { writeText: async () => undefined } }, {} as DesktopPorts, 'linux')
  for (const url of [
    'file:///etc/passwd',
    'https://evil.example/',
    'smb://x/y',
    'javascript:alert(1)',
    'http://t.me/x',
  ])
    expect(await outside.openExternal(url)).toMatchObject({ ok: false, code: 'not-allowed' })
  expect(await outside.openExternal('https://t.me/BotFather')).toMatchObject({ ok: true })
  expect(opened).toEqual(['https://t.me/BotFather'])
})
