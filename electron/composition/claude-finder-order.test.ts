import { expect, it } from 'vitest'

import { ok } from '../shared/result.ts'
import { createClaudeFinder } from './claude-finder.ts'

it('shows what the last look found, also where an earlier one took longer', async () => {
  const slow: (() => void)[] = []
  let named = '/old/claude'
  const finder = createClaudeFinder(
    {
      async locate() {
        const path = named
        if (path === '/old/claude') await new Promise<void>((resolve) => void slow.push(resolve))
        return ok({ path, version: '2.1.329', from: 'setting' as const })
      },
      loggedIn: async () => true,
    },
    () => undefined,
    () => named,
  )
  const first = finder.look()
  named = '/new/claude'
  await finder.look()
  for (const end of slow) end()
  await first
  expect(finder.state().path).toBe('/new/claude')
})
