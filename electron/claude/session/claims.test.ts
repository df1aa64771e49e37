import { expect, test } from 'vitest'

import { systemClock } from '../../shared/clock.ts'
import type { SessionId } from '../../shared/ids.ts'
import { ok } from '../../shared/result.ts'
import type { SessionHolder } from '../port.ts'
import { createClaims } from './claims.ts'
import type { Opened } from './open.ts'

const A = '9db8949f-0000-4000-8000-00000000000a' as SessionId
const claims = (holders: readonly SessionHolder[] = []) =>
  createClaims({ clock: systemClock, holders: () => Promise.resolve(holders) })
const open = () => Promise.resolve(ok('opened'))

function child(leaving = false) {
  let end: () => void = () => undefined
  const gone = new Promise<void>((resolve) => {
    end = resolve
  })
  const opened = { live: { pid: 1, sessionId: null }, leaving: () => leaving, gone } as unknown as Opened
  return { opened, end }
}

test('a free session is opened, and may be claimed again afterwards', async () => {
  const free = claims()
  expect(await free.claimed(A, open)).toEqual(ok('opened'))
  expect(await free.claimed(A, open)).toEqual(ok('opened'))
})

test('of two that open the same session at once, one is refused', async () => {
  const free = claims()
  const both = await Promise.all([free.claimed(A, open), free.claimed(A, open)])
  expect(both.map((result) => result.ok)).toEqual([true, false])
})

test('a session that another process or a live child of ours holds is refused', async () => {
  const foreign: SessionHolder = { pid: 9, sessionId: A, whose: 'foreign', status: 'busy', startedAt: 0 }
  expect(await claims([foreign]).claimed(A, open)).toMatchObject({ ok: false, code: 'session-held' })
  const ours = claims()
  ours.add(child().opened, A)
  expect(await ours.claimed(A, open)).toMatchObject({ ok: false, code: 'session-held' })
})

test('a child that is being parked is waited for', async () => {
  const ours = claims()
  const { opened, end } = child(true)
  ours.add(opened, A)
  const result = ours.claimed(A, open)
  end()
  expect(await result).toEqual(ok('opened'))
  expect(ours.all()).toEqual([])
})
