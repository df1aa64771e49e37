import { expect, it } from 'vitest'

import { defaultSettings } from '../shared/settings.ts'
import type { Settings } from '../shared/settings.ts'
import { lookOnChange } from './claude-finder.ts'

it('looks for Claude again when another executable is named, and at no other change', () => {
  let looks = 0
  let tell: (settings: Readonly<Settings>) => void = () => {}
  const current = defaultSettings()
  lookOnChange(
    {
      look: async () => {
        looks++
        return { path: null, version: null, loggedIn: null, message: null }
      },
    },
    { current, onChange: (listener) => ((tell = listener), () => {}) },
  )
  tell({ ...current, startAtLogin: true })
  expect(looks).toBe(0)
  tell({ ...current, claude: { ...current.claude, executable: '/opt/claude' } })
  tell({ ...current, claude: { ...current.claude, executable: '/opt/claude' } })
  expect(looks).toBe(1)
})
