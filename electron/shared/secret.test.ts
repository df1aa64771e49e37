import { inspect } from 'node:util'

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { errorMessage } from './result.ts'
import { redact, Secret } from './secret.ts'

const TOKEN = '123456789:AAF-abcdefghijklmnopqrstuvwxyz01234-'

describe('a secret', () => {
  it('is given by asking for it, and in no other way', () => {
    const secret = new Secret('hidden')
    expect(secret.expose()).toBe('hidden')
    const shown = [String(secret), JSON.stringify({ secret }), inspect(secret, { showHidden: true })]
    for (const text of [...shown, ...Object.values(secret)]) expect(text).not.toContain('hidden')
  })
})

describe('what is redacted', () => {
  it.each([
    ['a token in an address', `https://api.telegram.org/file/bot${TOKEN}/photo.jpg`],
    ['a token whose colon is encoded', `bot${TOKEN.replace(':', '%3A')}`],
    ['a token after other digits and letters', `x=1,${TOKEN},y`],
    ['the key of an API', `sk-ant-api03-AAF-abcdefghijklmnopqrstuvwxyz01234-`],
    ['the password of an address', `https://me:AAF-abcdefghijklmnopqrstuvwxyz01234-@example.org/`],
    ['a bearer', `authorization: Bearer AAF-abcdefghijklmnopqrstuvwxyz01234-`],
  ])('is %s', (_what, text) => {
    expect(redact(text)).toContain('[redacted]')
    expect(redact(text)).not.toContain('AAF-')
    expect(errorMessage(new TypeError(`Failed to parse ${text}`))).not.toContain('AAF-')
  })

  it('is nothing else: times, ports, mail addresses and digests stay', () => {
    for (const text of ['12:30:45 said', 'http://127.0.0.1:8081/x', 'me@example.org', `sha256:${'a'.repeat(64)}`])
      expect(redact(text)).toBe(text)
    expect(redact('"http://a:80","mail":"me@x.org"')).toBe('"http://a:80","mail":"me@x.org"')
  })

  it('leaves JSON what it is, and takes no long time over a long text', () => {
    const piece = fc.constantFrom(
      '://',
      ':',
      '@',
      '"',
      '\\',
      'Bearer ',
      'sk-',
      '1234567',
      'abcdefghijklmnopqrstuvwxyzabcdefgh',
    )
    fc.assert(
      fc.property(fc.array(fc.array(piece).map((all) => all.join(''))), (texts) => {
        const read: unknown = JSON.parse(redact(JSON.stringify(texts)))
        expect(read).toHaveLength(texts.length)
      }),
    )
    const began = performance.now()
    for (const unit of ['://a:', 'a:', '1234567:', 'sk-']) redact(unit.repeat(200_000))
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
