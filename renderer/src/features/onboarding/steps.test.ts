import { describe, expect, it } from 'vitest'

import { stepsDone } from './steps.ts'

const nothing = {
  step: 'claude',
  claude: 'looking',
  bot: 'no token',
  justKept: false,
  owner: false,
  line: false,
} as const

describe('a step of the onboarding', () => {
  it('is not done because one has gone past it', () => {
    expect(stepsDone({ ...nothing, step: 'message' })).toEqual({
      claude: false,
      token: false,
      pair: false,
      folder: true,
      message: false,
    })
  })

  it('is done when what it is for is there', () => {
    expect(stepsDone({ ...nothing, claude: 'ready', bot: 'polling', owner: true, line: true })).toEqual({
      claude: true,
      token: true,
      pair: true,
      folder: false,
      message: true,
    })
  })

  it('is not done by a token that Telegram refuses, but by one that was kept just now', () => {
    expect(stepsDone({ ...nothing, bot: 'token refused', justKept: true }).token).toBe(false)
    expect(stepsDone({ ...nothing, justKept: true }).token).toBe(true)
    expect(stepsDone({ ...nothing, bot: 'offline' }).token).toBe(true)
  })
})
