import { type Activity, CONNECTION_LOST } from '@shared/activity.ts'
import { CLEANUP_GROUPS, LEFT_ALONE } from '@shared/cleanup.ts'
import { problemSchema } from '@shared/problems.ts'
import type { TurnErrorCode } from '@shared/turn-error.ts'
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

describe('what main means', () => {
  const { en, de } = catalogues

  it.each(problemSchema.shape.code.options)(
    'as “%s” is said in both languages: what happened and what to do',
    (code) => {
      const [english, german] = [en, de].map(({ problems }) => problems[code]({ subject: 'X', detail: 'Y' }))
      expect(german?.remedy).not.toBe(english?.remedy)
      for (const sentence of [english?.message, english?.remedy, german?.message, german?.remedy])
        expect(sentence).toMatch(/\w/)
      // Both name the same things.
      expect(german?.message.match(/\b[XY]\b/g)).toEqual(english?.message.match(/\b[XY]\b/g))
    },
  )

  it.each(CLEANUP_GROUPS)('by listing something under “%s” is said in both languages, with its age', (group) => {
    const [english, german] = [en, de].map(({ cleanup }) => cleanup.reason({ group, age: 3 * 86_400_000 }))
    expect(german).not.toBe(english)
    expect(german?.includes('3 Tagen')).toBe(english?.includes('3 days'))
  })

  it('by leaving something alone is said in both languages, and an error as it is', () => {
    const left = (why: string) => [en, de].map(({ cleanup }) => cleanup.leftAlone(why).replace(/^.*?: /, ''))
    for (const why of Object.values(LEFT_ALONE)) expect(left(why)).toEqual([why, expect.not.stringContaining(why)])
    expect(left('ENOSPC: no space left')).toEqual(['ENOSPC: no space left', 'ENOSPC: no space left'])
  })

  it('by a failed turn is said in both languages, and as it is where the words are not ours', () => {
    const said = (code: TurnErrorCode) => [en, de].map(({ common }) => common.failure(code, 'exit code 1'))
    expect(said('child-died')).toEqual(['exit code 1', expect.stringContaining('Prozess')])
    expect(said('rate-limit')).toEqual(['exit code 1', 'exit code 1'])
    const failed = { is: 'failed', code: 'interrupted', message: 'Interrupted' } as const
    expect(de.common.activity(failed)).toContain('unterbrochen')
  })

  it('by a refusal is said in both languages where it names nothing, and as it is where it does', () => {
    const said = (code: string) => [en, de].map(({ common }) => common.refusal(code, '/x does not exist.'))
    expect(said('busy')).toEqual(['/x does not exist.', expect.stringContaining('Dieser Chat arbeitet')])
    expect(said('no-such-directory')).toEqual(['/x does not exist.', '/x does not exist.'])
  })

  it('by a chat that takes no messages is said in both languages where Telegram’s words are known', () => {
    const said = (reason: string) => [en, de].map(({ common }) => common.unreachable(reason))
    expect(said('bot was blocked by the user')).toEqual(['bot was blocked by the user', 'der Bot wurde blockiert'])
    expect(said('something new')).toEqual(['something new', 'something new'])
  })

  it('by an activity is said in both languages, and a tool or an error as it is', () => {
    const said = (activity: Activity) => [en, de].map(({ common }) => common.activity(activity))
    expect(said({ is: 'text', text: 'Bash npm test' })).toEqual(['Bash npm test', 'Bash npm test'])
    expect(said({ is: 'thinking' })).toEqual(['thinking', 'denkt nach'])
    expect(said({ is: 'waiting', count: 2 })).toEqual(['2 waiting', '2 Nachrichten'])
    expect(said({ is: 'silent', minutes: 5 })).toEqual(['no sign of life for 5 min', 'seit 5 min kein Lebenszeichen'])
    expect(said({ is: 'retrying', reason: 'overloaded', attempt: 2, of: 10 })).toEqual([
      'waiting for Claude (overloaded), try 2 of 10',
      'wartet auf Claude (überlastet), Versuch 2 von 10',
    ])
    expect(said({ is: 'retrying', reason: CONNECTION_LOST, attempt: 2, of: 10 })).toEqual([
      'waiting for Claude (connection lost), try 2 of 10',
      'wartet auf Claude (Verbindung verloren), Versuch 2 von 10',
    ])
  })
})
