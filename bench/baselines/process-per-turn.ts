import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

import { Bot } from 'grammy'

import { obey, tell } from '../hosts/orders.ts'
import { editedAnswer } from './edited-answer.ts'

// Models takopi, Philo-Li/claudebot and most other bridges: `claude -p --resume` anew for each message, one turn at
// a time in a chat, the answer edited into one message. Nothing is kept on disk, nothing is tried again.

const { env } = process
const sessions = new Map<number, string>()
const lanes = new Map<number, Promise<void>>()
const bot = new Bot(env['TELEGRAM_BOT_TOKEN'] ?? '', { client: { apiRoot: env['TELEGRAM_API_ROOT'] ?? '' } })

const FLAGS = '--output-format stream-json --verbose --include-partial-messages --permission-mode default'.split(' ')

async function turn(chat: number, prompt: string): Promise<void> {
  const resume = sessions.get(chat)
  const child = spawn(
    env['CLAUDE_CLI_PATH'] ?? 'claude',
    ['-p', prompt, ...FLAGS, ...(resume ? ['--resume', resume] : [])],
    {
      cwd: env['CLAUDE_WORKING_DIR'],
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const answer = editedAnswer(bot.api, chat)
  let text = ''
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line)
    if (event.session_id) sessions.set(chat, event.session_id)
    text += event.event?.delta?.text ?? ''
    if (event.event?.delta?.text) answer.show(text)
    if (event.type === 'result') await answer.finish(event.result ?? 'Something went wrong.')
  }
}

bot.on('message:text', ({ chat, message }) => {
  const after = (lanes.get(chat.id) ?? Promise.resolve()).then(() => turn(chat.id, message.text))
  lanes.set(chat.id, after)
})

obey({ close: () => bot.stop() })
void bot.start({ onStart: () => tell({ what: 'ready' }) })
