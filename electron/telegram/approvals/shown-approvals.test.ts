import { expect, it } from 'vitest'

import { settle } from '../../sessions/testing/harness.ts'
import type { Approval } from '../../shared/approval.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { silentLog } from '../../shared/log.ts'
import { done, fail, ok } from '../../shared/result.ts'
import type { Desk } from '../commands/command.ts'
import type { Shown } from '../intake/record.ts'
import type { OutMessage } from '../port.ts'
import { plain } from '../render/rich.ts'
import { createShownApprovals } from './shown-approvals.ts'

const approval = {
  id: 'a1',
  chat: 'telegram:1' as ChatKey,
  kind: 'permission',
  tool: 'Bash',
  title: 'Bash: make',
  detail: 'make',
  rule: null,
  questions: [],
} as unknown as Approval

function rig() {
  const sent: string[] = []
  const now = { diskFull: false, lost: false }
  const shown = new Map<string, Shown>()
  const desk = {
    sessions: { chat: () => undefined, approvals: () => [] },
    outbox: {
      sendPassing: async (_chat: ChatKey, { rich }: OutMessage) => ok(sent.push(rich.text)),
      send: async (_chat: ChatKey, { rich }: OutMessage) => ok(sent.push(rich.text)),
      keep: async () => undefined,
      edit: async () => (now.lost ? fail('lost', 'socket hang up') : done),
    },
    button: () => ({ text: 'Allow once', data: 'x' }),
    log: silentLog,
  } as unknown as Desk
  const approvals = createShownApprovals({
    desk,
    shown: {
      shownAt: (id) => shown.get(id),
      allShown: () => [...shown.values()],
      async show(one) {
        shown.set(one.approval, one)
        if (now.diskFull) throw new Error('ENOSPC')
      },
      unshow: async (id) => void shown.delete(id),
    },
    render: () => [plain('the beginning of the diff'), plain('the rest of the diff')],
  })
  return { approvals, now, sent, shown }
}

it('shows the rest of a long request also where the disk is full', async () => {
  const { approvals, now, sent } = rig()
  now.diskFull = true
  approvals.open(approval)
  await settle()
  expect(sent).toEqual(['the beginning of the diff\n(continues below)', 'the rest of the diff'])
})

it('remembers a message that still looks open because what ended it was lost, and closes it at the next start', async () => {
  const { approvals, now, shown } = rig()
  approvals.open(approval)
  await settle()
  now.lost = true
  approvals.close(approval, { how: 'expired', at: 0 })
  await settle()
  expect([...shown.keys()]).toEqual(['a1'])
  now.lost = false
  approvals.sweep()
  await settle()
  expect([...shown.keys()]).toEqual([])
})
