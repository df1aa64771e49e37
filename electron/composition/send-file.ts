import { basename } from 'node:path'

import { z } from 'zod'

import type { McpServerConfig } from '../claude/index.ts'
import { checkFile } from '../sessions/directory.ts'
import type { ChatRecord } from '../shared/chat.ts'
import type { ChatKey } from '../shared/ids.ts'
import { telegramAddress } from '../shared/ids.ts'
import { fail } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import type { Outbox } from '../telegram/port.ts'

/** Telegram takes photos up to 10 MB and documents up to 50 MB from bots. */
const PHOTO_BYTES = 10 * 1024 * 1024
const DOCUMENT_BYTES = 50 * 1024 * 1024

const inputSchema = {
  path: z.string().describe('The file, absolute or relative to the working directory'),
  caption: z.string().optional(),
}

/** A file of the working directory that Telegram takes from a bot: what `/get` may send, neither empty nor too big. */
async function sendable(path: string, directory: string): Promise<Result<{ path: string; size: number }>> {
  const file = await checkFile(path, directory)
  if (!file.ok) return file
  if (file.value.size === 0) return fail('empty-file', `${path} is empty: Telegram takes no empty files.`)
  if (file.value.size > DOCUMENT_BYTES)
    return fail('too-big', `${path} is larger than the 50 MB that Telegram takes from bots.`)
  return file
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
}): SendFile {
  const send = async (key: ChatKey, path: string, caption?: string): Promise<Result<number>> => {
    const chat = deps.chat(key)
    if (!chat) return fail('unknown-chat', 'This chat is not known.')
    const file = await sendable(path, chat.directory)
    if (!file.ok) return file
    const as = /\.(png|jpe?g|webp|gif)$/i.test(path) && file.value.size <= PHOTO_BYTES ? 'photo' : 'document'
    const text = caption?.slice(0, 1000)
    return deps.outbox().sendFile(key, {
      path: file.value.path,
      name: basename(path),
      as,
      ...(text ? { caption: { text, entities: [] } } : {}),
    })
  }
  const servers = async (owner: string): Promise<Record<string, McpServerConfig>> => {
    if (!telegramAddress(owner as ChatKey)) return {}
    // Loaded with the first child anyway; not at the start of the app.
    const { createSdkMcpServer, tool } = await import('@anthropic-ai/claude-agent-sdk')
    const description = 'Send a file from the working directory to the person in this Telegram chat.'
    const sendFile = tool('send_file', description, inputSchema, async ({ path, caption }) =>
      toolReply(await send(owner as ChatKey, path, caption)),
    )
    return { switchboard: createSdkMcpServer({ name: 'switchboard', version: '1.0.0', tools: [sendFile] }) }
  }
  return { send, servers }
}

/** Words for Claude of what became of it. */
const toolReply = (result: Result<number>) => ({
  content: [{ type: 'text' as const, text: result.ok ? 'The file was sent.' : result.message }],
  isError: !result.ok,
})
