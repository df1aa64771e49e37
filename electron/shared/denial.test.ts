import { describe, expect, it } from 'vitest'

import { denialReason, denialText } from './denial.ts'

describe('a denied call', () => {
  it('is known by what Claude was told, with the reason or without', () => {
    expect(denialReason(denialText('not before 18:00'))).toBe('not before 18:00')
    expect(denialReason(denialText(''))).toBe('')
    expect(denialReason(denialText(undefined))).toBe('')
  })

  it('is known where a terminal or a rule denied it', () => {
    const refused = "The user doesn't want to proceed with this tool use. The tool use was rejected."
    expect(denialReason(refused)).toBe('')
    expect(denialReason(`${refused} To tell you how to proceed, the user said:\nuse the other one`)).toBe(
      'use the other one',
    )
    expect(denialReason('Permission to use Bash with command rm has been denied.')).toBe('')
  })

  it('is no call that failed', () => {
    expect(denialReason('Exit code 1\nbash: permission denied')).toBeNull()
    expect(denialReason('')).toBeNull()
  })
})
