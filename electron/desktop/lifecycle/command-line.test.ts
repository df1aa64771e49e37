import { describe, expect, it } from 'vitest'

import { parseCommandLine } from './command-line.ts'
import { askedWords } from './terminal-words.ts'

describe('the command line', () => {
  const packaged = (...words: string[]) => parseCommandLine(['/opt/switchboard', ...words], '/work', true)

  it('is read the same whether packaged or not', () => {
    expect(packaged('--user-data-dir=data', '--hidden', '--no-sandbox')).toEqual({
      userDataDir: '/work/data',
      hidden: true,
      demo: false,
      asks: null,
      ctl: null,
    })
    expect(parseCommandLine(['/bin/electron', '--no-sandbox', '.', '--demo'], '/work', false)).toMatchObject({
      demo: true,
      ctl: null,
    })
  })

  it('finds ctl behind switches, and leaves its words alone', () => {
    expect(packaged('--user-data-dir=/d', 'ctl', 'say', 'x', '--wait', '--hidden')).toEqual({
      userDataDir: '/d',
      hidden: false,
      demo: false,
      asks: null,
      ctl: ['say', 'x', '--wait', '--hidden'],
    })
    expect(parseCommandLine(['/bin/electron', '.', 'ctl', 'chats'], '/', false).ctl).toEqual(['chats'])
    expect(packaged('file', 'ctl').ctl).toBeNull()
  })

  it('answers a question about the app without starting it, but leaves those about a verb to ctl', () => {
    expect(packaged('--no-sandbox', '--help').asks).toBe('help')
    expect(packaged('-h').asks).toBe('help')
    expect(packaged('--version').asks).toBe('version')
    expect(packaged('ctl', 'say', '--help').asks).toBeNull()
    expect(askedWords('help', '1.2.3')).toContain('--user-data-dir=DIR')
    expect(askedWords('version', '1.2.3')).toBe('1.2.3')
  })
})
