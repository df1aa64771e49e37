import { describe, expect, it } from 'vitest'

import { FakeClock } from './testing/fake-clock.ts'
import { begun } from './testing/harness.ts'

const by = { surface: 'telegram' as const, userId: 7, name: 'Ann' }

/** Timers stand still while the machine sleeps, the time of day does not. */
class SleepyClock extends FakeClock {
  asleep = 0
  override now(): number {
    return super.now() + this.asleep
  }
}

describe('an approval', () => {
  it('that expired while the machine slept cannot be answered any more', async () => {
    const clock = new SleepyClock()
    const rig = await begun({ clock, settings: (s) => void (s.approvals.expireAfterMs = 3_600_000) })
    const { claude, say, key, sessions } = rig
    await say(key, 'hello')
    claude.last.begin()
    const answers: unknown[] = []
    claude.last.say({
      type: 'permission requested',
      request: {
        requestId: 'r',
        kind: 'permission',
        tool: 'Bash',
        input: {},
        title: 'Bash: rm',
        detail: '',
        rule: null,
        questions: [],
        respond: (answer) => void answers.push(answer),
      },
    })
    const [approval] = sessions.approvals(key)
    clock.asleep = 3 * 86_400_000
    const result = await sessions.answerApproval(approval?.id ?? '', { decision: 'allow once' }, by)
    expect([result.ok, answers]).toEqual([false, [{ decision: 'deny', reason: 'Nobody answered in time.' }]])
  })
})
