import { query } from '@anthropic-ai/claude-agent-sdk'
import type { SDKUserMessage } from '@anthropic-ai/claude-agent-sdk'
import { Bot } from 'grammy'

import { obey, tell } from '../hosts/orders.ts'
import { editedAnswer } from './edited-answer.ts'

// Models linuz90/claude-telegram-bot and the first evening's bot: grammY, and one Claude session for all chats, one
// message after the other. Kinder than most: the one child stays alive. Nothing is kept on disk.

const { env } = process
const bot = new Bot(env['TELEGRAM_BOT_TOKEN'] ?? '', { client: { apiRoot: env['TELEGRAM_API_ROOT'] ?? '' } })

let give: (message: SDKUserMessage) => void = () => undefined
async function* prompts(): AsyncGenerator<SDKUserMessage> {
  for (;;) yield await new Promise<SDKUserMessage>((resolve) => (give = resolve))
}

const session = query({
  prompt: prompts(),
  options: {
    cwd: env['CLAUDE_WORKING_DIR'] ?? '',
    env,
    pathToClaudeCodeExecutable: env['CLAUDE_CLI_PATH'] ?? '',
    includePartialMessages: true,
    permissionMode: 'default',
  },
})

async function turn(chat: number, text: string): Promise<void> {
  give({ type: 'user', message: { role: 'user', content: text }, parent_tool_use_id: null })
  const answer = editedAnswer(bot.api, chat)
  let said = ''
  for (;;) {
    const { value: message, done } = await session.next()
    if (done) return
    if (message.type === 'stream_event' && message.event.type === 'content_block_delta') {
      said += message.event.delta.type === 'text_delta' ? message.event.delta.text : ''
      answer.show(said)
    }
    if (message.type === 'result') return answer.finish('result' in message ? message.result : 'Something went wrong.')
  }
}

let last: Promise<void> = Promise.resolve()
bot.on('message:text', ({ chat, message }) => {
  last = last.then(() => turn(chat.id, message.text))
})

obey({
  async close() {
    session.close()
    await bot.stop()
  },
})
void bot.start({ onStart: () => tell({ what: 'ready' }) })
