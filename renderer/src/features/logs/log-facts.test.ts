import { describe, expect, it } from 'vitest'

import { factsOf, sentence } from './log-facts.ts'

const known = { home: '/home/ann', titles: { 'telegram:-4000003': 'website', 'telegram:7': 'Ann' } }
const facts = (fields: Record<string, unknown>) =>
  factsOf({ at: 0, level: 'info', scope: 'audit', message: 'x', fields }, known).map(
    ({ name, value }) => `${name} ${value}`,
  )

describe('a line of the log', () => {
  it('says what happened in words', () => {
    expect(sentence('set-directory')).toBe('Set directory')
    expect(sentence('poll.conflict')).toBe('Poll conflict')
    expect(sentence('The disk is full.')).toBe('The disk is full.')
  })

  it('names chats by their titles, paths from home, ids by their beginning', () => {
    expect(
      facts({
        chat: 'telegram:-4000003',
        directory: '/home/ann/code',
        prompt: '466467fa-f0fc-5a49-a7f3-77dea40b4e86',
        by: { surface: 'telegram', userId: 7, name: 'Ann' },
      }),
    ).toEqual(['chat website', 'directory ~/code', 'prompt 466467fa', 'by Ann'])
  })

  it('names who did it, where only their id was written', () => {
    expect(facts({ by: 7 })).toEqual(['by Ann'])
    expect(facts({ pid: 7 })).toEqual(['pid 7'])
  })

  it('leaves out what is not there, and writes out what stands in an object', () => {
    expect(facts({ resume: undefined, signal: null, change: { mode: 'plan', model: null }, list: [1, 2] })).toEqual([
      'change mode plan',
      'list 1, 2',
    ])
  })
})
