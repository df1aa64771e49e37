import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { securityHeaders } from './csp.ts'
import { askedPath } from './files.ts'
import { schemes, servePage } from './scheme.ts'

let root = ''
let serve: (request: Request) => Promise<Response>
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'page-'))
  await mkdir(join(root, 'page', 'assets'), { recursive: true })
  await writeFile(join(root, 'secret.html'), 'secret')
  await writeFile(join(root, 'page', 'index.html'), 'page')
  await writeFile(join(root, 'page', 'assets', 'a b.js'), 'script')
  await writeFile(join(root, 'page', 'source.map'), '{}')
  await symlink(join(root, 'secret.html'), join(root, 'page', 'link.html'))
  servePage(
    { handle: (_scheme, handler) => void (serve = handler as typeof serve), unhandle: () => {} },
    join(root, 'page'),
  )
})
afterAll(() => rm(root, { recursive: true, force: true }))

const get = (url: string, method = 'GET') => serve({ url, method } as Request)

describe('our scheme', () => {
  it('serves the built files with their types, under the strict policy', async () => {
    const page = await get('app://switchboard/')
    expect(await page.text()).toBe('page')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const script = await get('app://switchboard/assets/a%20b.js?v=1#x')
    expect(script.headers.get('content-type')).toContain('javascript')
    for (const answer of [page, script, await get('app://switchboard/none')])
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-security-policy': securityHeaders['Content-Security-Policy'],
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
  })

  it('has no privilege by which a page could leave the policy or be read from elsewhere', () => {
    const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
    expect(schemes).toEqual([{ scheme: 'app', privileges }])
  })

  it.each([
    'app://switchboard/../secret.html',
    'app://switchboard/..%2fsecret.html',
    'app://switchboard/%2e%2e/secret.html',
    'app://switchboard/assets/..%5c..%5csecret.html',
    'app://switchboard/%ff',
    'app://switchboard/link.html',
    'app://switchboard/source.map',
    'app://switchboard/assets',
    'app://other/index.html',
    'nonsense',
  ])('has nothing at %s', async (url) => {
    expect((await get(url)).status).toBe(404)
  })

  it('answers only GET', async () => {
    expect((await get('app://switchboard/', 'POST')).status).toBe(404)
  })

  it('allows nothing inline and nothing from elsewhere', () => {
    const policy = securityHeaders['Content-Security-Policy'] ?? ''
    expect(policy).toMatch(/^default-src 'none';/)
    for (const [name, ...sources] of policy.split('; ').map((rule) => rule.split(' '))) {
      const known = [["'none'"], ["'self'"], ...(name === 'img-src' ? [["'self'", 'data:']] : [])]
      expect(known, name).toContainEqual(sources)
    }
    for (const rule of ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(rule)
  })

  it('serves one of its two files or nothing, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (path) => {
        const text = await (await get(`app://switchboard/${path}`)).text()
        expect(['page', 'script', 'Not found']).toContain(text)
        askedPath(path, 'switchboard')
      }),
      { numRuns: 100 },
    )
  })
})
