import { expect, it } from 'vitest'

import type { ApprovalAnswer } from '../../shared/approval.ts'
import { createApprovalRig } from '../testing/approval-rig.ts'

const RACES = 1000

it(
  'has one winner a thousand times when a button in Telegram and the dashboard answer at once, and both show the same',
  { timeout: 180_000 },
  async () => {
    const rig = await createApprovalRig()
    const { bot, domain, chat, owner } = rig
    const { sessions, claude } = domain
    bot.say(chat, owner, 'work')
    await rig.quiet()
    claude.last.begin()
    const won = { telegram: 0, dashboard: 0 }

    for (let race = 0; race < RACES; race++) {
      const heard: ApprovalAnswer[] = []
      const shown = bot.messages(chat, { from: 'bot' }).length
      claude.last.say({
        type: 'permission requested',
        request: rig.permission({ requestId: `r${race}`, respond: (answer) => void heard.push(answer) }),
      })
      const message = await bot.waitFor(() => bot.messages(chat, { from: 'bot' })[shown], { what: 'the approval' })
      const [approval] = sessions.approvals()
      const query = bot.press(message, 'Allow once')
      // The button takes some milliseconds to arrive: the dashboard is at times before it, at times behind it.
      if (race % 2 === 0) await bot.waitFor(() => bot.pendingUpdates().length === 0, { what: 'the button is taken' })
      if (race % 4 === 2) await rig.telegram.idle()
      const atDesk = await sessions.answerApproval(approval?.id ?? '', { decision: 'deny' }, { surface: 'dashboard' })
      const toast = await bot.waitFor(() => bot.callbackAnswer(query), { what: 'the toast' })
      await bot.waitFor(() => message.buttons.length === 0, { what: 'the outcome' })

      expect(heard).toHaveLength(1)
      const winner = atDesk.ok ? 'dashboard' : 'telegram'
      won[winner] += 1
      expect(heard[0]?.decision).toBe(atDesk.ok ? 'deny' : 'allow once')
      expect(message.text).toContain(atDesk.ok ? 'Denied on the dashboard.' : 'Allowed once by Ann in Telegram.')
      if (atDesk.ok) expect(toast.text).toMatch(/^This is no longer open|dashboard/)
      else expect(atDesk).toMatchObject({ code: 'no-longer-open' })
    }
    expect(won.telegram).toBeGreaterThan(0)
    expect(won.dashboard).toBeGreaterThan(0)
    await rig.close()
  },
)
