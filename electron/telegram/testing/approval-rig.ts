import type { ApprovalAnswer } from '../../shared/approval.ts'
import type { PermissionRequest } from '../../shared/turn-events.ts'
import type { Person, SimChat, SimMessage } from '../../simulator/index.ts'
import { createRig } from './rig.ts'

/** A bot in whose chats Claude asks for permission; `answers` are what it hears. */
export async function createApprovalRig() {
  const rig = await createRig()
  const answers: ApprovalAnswer[] = []

  const permission = (more: Partial<PermissionRequest> = {}): PermissionRequest => ({
    requestId: 'r1',
    kind: 'permission',
    tool: 'Bash',
    input: { command: 'rm -rf build' },
    title: 'Bash: rm -rf build',
    detail: '```sh\nrm -rf build\n```',
    rule: 'Bash(rm:*)',
    questions: [],
    respond: (answer) => void answers.push(answer),
    ...more,
  })
  return {
    ...rig,
    answers,
    permission,
    /** A turn that waits for a person, and the message that shows it. */
    async asked(request = permission(), chat: SimChat = rig.chat, person: Person = rig.owner): Promise<SimMessage> {
      rig.bot.say(chat, person, `@${rig.bot.bot.username} work`)
      await rig.quiet()
      rig.domain.claude.last.begin()
      const before = rig.bot.messages(chat, { from: 'bot' }).length
      rig.domain.claude.last.say({ type: 'permission requested', request })
      const shown = () => rig.bot.messages(chat, { from: 'bot' })[before]
      const message = await rig.bot.waitFor(shown, { what: 'the approval' })
      // Its place is on disk only after Telegram has confirmed it.
      await rig.quiet()
      return message
    },
    /** What a press was answered with. */
    toastOf: async (query: string): Promise<string> =>
      (await rig.bot.waitFor(() => rig.bot.callbackAnswer(query), { what: 'the toast' })).text,
  }
}
