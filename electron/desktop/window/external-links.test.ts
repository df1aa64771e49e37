import { describe, expect, it } from 'vitest'

import { externalLink } from './external-links.ts'

describe('links out', () => {
  it.each([
    'https://t.me/my_bot',
    'https://core.telegram.org/bots',
    'https://github.com/x/y',
    'https://docs.claude.com/',
  ])('opens %s', (url) => expect(externalLink(url)).toBe(url))
  it.each([
    'http://t.me/x',
    'https://t.me.evil.example/',
    'https://evil.example/https://t.me',
    'https://not-t.me/',
    'https://other.t.me/',
    'https://t.me:8443/',
    'https://user@t.me/',
    'https://:password@t.me/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'tg://resolve?domain=x',
    'nonsense',
  ])('does not open %s', (url) => expect(externalLink(url)).toBeNull())
})
