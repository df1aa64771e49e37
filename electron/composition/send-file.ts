import { realpath, stat } from 'node:fs/promises'
import { basename, isAbsolute, join, relative } from 'node:path'

import { z } from 'zod'

import type { McpServerConfig } from '../claude/index.ts'
import type { ChatRecord } from '../shared/chat.ts'
import type { ChatKey } from '../shared/ids.ts'
import { telegramAddress } from '../shared/ids.ts'
import { errorMessage, fail, ok } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import type { Outbox } from '../telegram/port.ts'

/** Telegram takes photos up to 10 MB and documents up to 50 MB from bots. */
const PHOTO_BYTES = 10 * 1024 * 1024
const DOCUMENT_BYTES = 50 * 1024 * 1024

const inputSchema = {
  path: z.string().describe('The file, absolute or relative to the working directory'),
  caption: z.string().optional(),
}

/** The file's real path, if it is a file that lies in the directory: symbolic links are followed before it is judged. */
export async function fileInside(directory: string, path: string): Promise<Result<{ path: string; size: number }>> {
  try {
    const root = await realpath(directory)
    const real = await realpath(isAbsolute(path) ? path : join(directory, path))
    const inside = relative(root, real)
    if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) {
      return fail('outside', `${path} does not lie in the working directory ${directory}: only files in it are sent.`)
    }
    const info = await stat(real)
    if (!info.isFile()) return fail('no-file', `${path} is not a file.`)
    if (info.size === 0) return fail('empty-file', `${path} is empty: Telegram takes no empty files.`)
    if (info.size > DOCUMENT_BYTES)
      return fail('too-big', `${path} is larger than the 50 MB that Telegram takes from bots.`)
    return ok({ path: real, size: info.size })
  } catch (error) {
    return fail('no-file', `${path} could not be read: ${errorMessage(error)}`)
  }
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
    const file = await fileInside(chat.directory, path)
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
