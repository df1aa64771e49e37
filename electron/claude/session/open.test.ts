import { expect, it } from 'vitest'

import { queryOptions } from './open.ts'

it.each([
  ['ask', 'default', undefined],
  ['plan', 'plan', undefined],
  ['acceptEdits', 'acceptEdits', undefined],
  ['bypass', 'bypassPermissions', true],
] as const)(
  'a child of mode %s is told so, and only one of bypass that it may skip permissions',
  (mode, named, skips) => {
    const options = queryOptions({ directory: '/code', model: null, mode, owner: 'telegram:1' }, {})
    // Not left out where it is Claude's own default: the person's settings may say another.
    expect([options.permissionMode, options.allowDangerouslySkipPermissions]).toEqual([named, skips])
  },
)
