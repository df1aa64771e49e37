import { z } from 'zod'

import type { McpServerConfig } from '../claude/index.ts'
import type { ChatRecord } from '../shared/chat.ts'
import type { ChatKey } from '../shared/ids.ts'
import { telegramAddress } from '../shared/ids.ts'
import { fail } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import { fileLimits } from '../telegram/media/limits.ts'
import { outgoing } from '../telegram/media/outgoing.ts'
import type { Outbox } from '../telegram/port.ts'

const inputSchema = {
  path: z.string().describe('The file, absolute or relative to the working directory'),
  caption: z.string().optional(),
}

export interface SendFile {
  /** Sends a file from the chat's working directory into the chat. */
  send(chat: ChatKey, path: string, caption?: string): Promise<Result<number>>
  /** The `send_file` tool for the child of a chat; nothing for a chat that is not in Telegram. */
  servers(owner: string): Promise<Record<string, McpServerConfig>>
}

/** The tool by which Claude sends a file that it made, offered through the SDK's in-process MCP server. */
export function createSendFile(deps: {
  outbox: () => Outbox
  chat: (key: ChatKey) => ChatRecord | undefined
  apiRoot: () => string
}): SendFile {
  const send = async (key: ChatKey, path: string, caption?: string): Promise<Result<number>> => {
    const chat = deps.chat(key)
    if (!chat) return fail('unknown-chat', 'This chat is not known.')
    const file = await outgoing(path, chat.directory, fileLimits(deps.apiRoot()))
    if (!file.ok) return file
    const text = caption?.slice(0, 1000)
    return deps.outbox().sendFile(key, { ...file.value, ...(text ? { caption: { text, entities: [] } } : {}) })
  }
  const servers = async (owner: string): Promise<Record<string, McpServerConfig>> => {
    if (!telegramAddress(owner as ChatKey)) return {}
    // Loaded with the first child, not at the start of the app.
    const { createSdkMcpServer, tool } = await import('@anthropic-ai/claude-agent-sdk')
    const description = 'Send a file from the working directory to the person in this Telegram chat.'
    const sendFile = tool('send_file', description, inputSchema, async ({ path, caption }) =>
      toolReply(await send(owner as ChatKey, path, caption)),
    )
    return { switchboard: createSdkMcpServer({ name: 'switchboard', version: '1.0.0', tools: [sendFile] }) }
  }
  return { send, servers }
}

/** What Claude is told about the outcome. */
const toolReply = (result: Result<number>) => ({
  content: [{ type: 'text' as const, text: result.ok ? 'The file was sent.' : result.message }],
  isError: !result.ok,
})
