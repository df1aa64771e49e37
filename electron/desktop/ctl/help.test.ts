import { describe, expect, it } from 'vitest'

import { completion } from './completion.ts'
import { ALONE, help, noVerb } from './help.ts'
import { VERBS } from './verbs.ts'

const all = [...VERBS, ...ALONE]

describe('the help', () => {
  it('lists every verb once, and no other', () => {
    const listed = [...(help() ?? '').matchAll(/^ {2}(\S+)/gm)].map(([, name]) => name)
    expect(listed).toEqual(all.map(({ name }) => name))
  })

  it.each(all.map(({ name }) => name))('has a page for %s, with all its options', (name) => {
    const page = help(name) ?? ''
    expect(page).toMatch(new RegExp(`^switchboard ctl ${name}( \\S.*)?\\n`))
    expect(page).not.toMatch(/ $/m)
    for (const option of Object.keys(VERBS.find((verb) => verb.name === name)?.options ?? {}))
      expect(page).toContain(`  --${option}`)
  })

  it('says that what follows a lone -- is text', () => {
    expect(help('say')).toMatch(/^ {2}-- +what follows is text/m)
  })

  it('answers a wrong verb in one line, with the one that may be meant', () => {
    expect(help('dance')).toBeNull()
    expect(noVerb('dance')).toBe('There is no verb dance. `switchboard ctl help` lists them.')
    expect(noVerb('hist')).toBe('There is no verb hist. Did you mean history? `switchboard ctl help` lists them.')
  })

  it('completes every verb in every shell', () => {
    for (const shell of ['bash', 'zsh', 'fish']) for (const { name } of all) expect(completion(shell)).toContain(name)
    expect(completion('tcsh')).toBeNull()
  })
})
