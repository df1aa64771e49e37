import { readFile, stat } from 'node:fs/promises'

import type { SDKUserMessage } from '@anthropic-ai/claude-agent-sdk'

import type { Log } from '../../shared/log.ts'
import type { Attachment } from '../../shared/prompt.ts'
import { errorMessage } from '../../shared/result.ts'
import type { GivenPrompt } from '../port.ts'

type Content = Exclude<SDKUserMessage['message']['content'], string>
type Block = Content[number]
type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'

const MB = 1024 * 1024
/** Largest file inside a message, in bytes: the API's limits for pictures, and for PDFs (in base64 under 32 MB). */
const IMAGE_CAP = 5 * MB
const PDF_CAP = 20 * MB
/** Longer texts Claude had better read piece by piece, from disk. */
const TEXT_CAP = 256 * 1024

/** The picture's type by its first bytes: a wrong one would make the API refuse the whole prompt. Pure. */
export function imageType(data: Buffer): ImageType | null {
  const head = data.subarray(0, 12).toString('latin1')
  if (head.startsWith('\x89PNG')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('GIF8')) return 'image/gif'
  return head.startsWith('RIFF') && head.slice(8) === 'WEBP' ? 'image/webp' : null
}

async function blockOf(attachment: Attachment): Promise<Block | null> {
  const { kind, path, name } = attachment
  const cap = kind === 'image' ? IMAGE_CAP : kind === 'pdf' ? PDF_CAP : kind === 'text' ? TEXT_CAP : 0
  if (cap === 0 || (await stat(path)).size > cap) return null
  const data = await readFile(path)
  if (kind === 'image') {
    const type = imageType(data)
    if (!type) return null
    return { type: 'image', source: { type: 'base64', media_type: type, data: data.toString('base64') } }
  }
  if (kind === 'pdf') {
    if (!data.subarray(0, 1024).includes('%PDF-')) return null
    const source = { type: 'base64' as const, media_type: 'application/pdf' as const, data: data.toString('base64') }
    return { type: 'document', title: name, source }
  }
  const source = { type: 'text' as const, media_type: 'text/plain' as const, data: data.toString('utf8') }
  return data.length > 0 ? { type: 'document', title: name, source } : null
}

/**
 * The content of a prompt's message: pictures, PDFs and short texts as blocks. What does not fit in (too large, another
 * kind, not what it claims to be) is named by its path, so that Claude can read it there. The prompt's text comes last.
 */
export async function promptContent(prompt: GivenPrompt, log: Log): Promise<string | Content> {
  const blocks: Block[] = []
  const named: string[] = []
  for (const attachment of prompt.attachments) {
    const block = await blockOf(attachment).catch((error: unknown) => {
      log.warn('claude.attachment', { path: attachment.path, message: errorMessage(error) })
      return null
    })
    if (block) blocks.push(block)
    else named.push(`Attached file "${attachment.name}": ${attachment.path}`)
  }
  const text = [prompt.text, ...named].filter((part) => part !== '').join('\n\n')
  if (blocks.length === 0) return text
  return text === '' ? blocks : [...blocks, { type: 'text', text }]
}
