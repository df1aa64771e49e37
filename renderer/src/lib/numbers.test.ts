import { describe, expect, it } from 'vitest'

import { numbersIn } from './numbers.ts'

const { bytes, count, duration, freedBytes, percent, usd } = numbersIn('en')
const german = numbersIn('de')
/** `Intl` puts a space there that does not break. */
const spaced = (text: string): string => text.replace(/\s/g, ' ')

describe('numbers as people read them', () => {
  it.each([
    [0, '0 B'],
    [512, '512 B'],
    [1024, '1.0 KB'],
    [1_468_006, '1.4 MB'],
    [157_286_400, '150 MB'],
  ])('%i bytes are %s', (n, text) => expect(bytes(n)).toBe(text))

  it.each([
    [940, '940'],
    [12_400, '12.4k'],
    [999_960, '1.0M'],
    [3_100_000, '3.1M'],
  ])('%i is counted as %s', (n, text) => expect(count(n)).toBe(text))

  it('does not show a small cost as none', () => {
    expect(usd(0.0004)).toBe('<$0.01')
    expect(usd(0)).toBe('$0.00')
    expect(usd(12.345)).toBe('$12.35')
  })

  it('times a turn to the tenth while it is short', () => {
    expect(duration(420)).toBe('0.4 s')
    expect(duration(62_000)).toBe('1 min 2 s')
  })

  it('writes shares and nothing freed', () => {
    expect(percent(84, 100)).toBe('84%')
    expect(freedBytes(0)).toBe('—')
  })

  it('are written as in German in a German window', () => {
    expect(german.bytes(1_468_006)).toBe('1,4 MB')
    expect(german.count(12_400)).toBe('12,4k')
    expect(spaced(german.usd(0.5))).toBe('0,50 $')
    expect(spaced(german.percent(84, 100))).toBe('84 %')
    expect(german.duration(420)).toBe('0,4 s')
  })
})
