import { describe, expect, it } from 'vitest'

import { catalogues } from './index.ts'

/** Every text by its path; a function counts with the number of its arguments. */
function texts(tree: object, path = ''): Map<string, unknown> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? [...texts(value, `${path}${key}.`)]
        : [[`${path}${key}`, value] as const],
    ),
  )
}

const english = texts(catalogues.en)
const german = texts(catalogues.de)

describe('the catalogues', () => {
  it('have the same texts in both languages', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('have no empty text', () => {
    const empty = [...english, ...german].filter(([, text]) => text === '')
    expect(empty).toEqual([])
  })

  it('shout nowhere', () => {
    const loud = [...english, ...german].filter(([, text]) => typeof text === 'string' && text.includes('!'))
    expect(loud).toEqual([])
  })

  it('are really translated: few long texts are the same in both', () => {
    const same = [...english].filter(
      ([path, text]) => typeof text === 'string' && text.includes(' ') && german.get(path) === text,
    )
    expect(same.map(([path]) => path)).toEqual([])
  })

  it('keep the house’s words in English exactly', () => {
    expect(Object.values(catalogues.en.common.status)).toEqual(Object.keys(catalogues.en.common.status))
    const { nav } = catalogues.en.shell
    expect([nav.chats, nav.approvals, nav.cleanup, nav.usage, nav.logs, nav.settings]).toEqual([
      'Chats',
      'Approvals',
      'Cleanup',
      'Usage',
      'Logs',
      'Settings',
    ])
    const { action } = catalogues.en.common
    expect([action.stop, action.newSession, action.archive, action.preview, action.cleanUp, action.undo]).toEqual([
      'Stop',
      'New session',
      'Archive',
      'Preview',
      'Clean up',
      'Undo',
    ])
    expect([action.allowOnce, action.allowForSession, action.deny, catalogues.en.detail.message]).toEqual([
      'Allow once',
      'Allow for session',
      'Deny',
      'Message',
    ])
  })
})
