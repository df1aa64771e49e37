import { describe, expect, it } from 'vitest'

import { safeUrl } from './safe-url.ts'

const long = (length: number): string => 'https://x.org/'.padEnd(length, 'a')
const label = (length: number): string => 'a'.repeat(length)

describe('an address of a link', () => {
  it.each([
    'https://example.org/a?b=c#d',
    'http://example.org/',
    'tg://user?id=1',
    'https://sub.xn--e1afmkfd.org/',
    'https://x.a1/',
    'https://x.1a/',
    'https://x.12.org/',
    'http://10.0.0.1/',
    'http://10.0.0.12:8080/',
    'http://192.168.127.10/',
    `https://${label(63)}.org/`,
    `https://x.${label(63)}/`,
    long(2000),
  ])('is taken as it is: %s', (address) => expect(safeUrl(address)).toBe(address))

  it('is written as browsers write it', () => expect(safeUrl('HTTPS://Example.ORG')).toBe('https://example.org/'))

  it.each([
    ['too long', long(2001)],
    ['no address', 'x.org'],
    ['another protocol', 'ftp://x.org'],
    ['a script', 'javascript:alert(1)'],
    ['a name in it', 'https://a@x.org'],
    ['a password in it', 'https://:b@x.org'],
    ['a host without a dot', 'https://localhost'],
    ['this machine', 'http://127.0.0.1'],
    ['this machine, with more digits', 'http://127.0.0.11'],
    ['any address of this machine', 'http://0.0.0.12'],
    ['this machine in the sixth version', 'http://[::1]'],
    ['a last label of one letter', 'https://x.a'],
    ['a label too long', `https://${label(64)}.org`],
    ['a last label too long', `https://x.${label(64)}`],
    ['a letter that hosts have not, first', 'https://a_b.example.org'],
    ['a letter that hosts have not, last', 'https://example.org.a_b'],
    ['a letter behind four numbers that hosts have not', 'https://10.0.0.1_'],
    ['a dot at its end', 'https://example.org.'],
  ])('is not taken: %s', (_why, address) => expect(safeUrl(address)).toBeNull())
})
