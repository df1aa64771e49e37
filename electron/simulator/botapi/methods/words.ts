import type { MessageEntity } from 'grammy/types'

import { type FormattedText, fixText } from '../formatted-text.ts'
import { badRequest } from '../refusal.ts'
import type { Call } from './call.ts'

const MODES: Readonly<Record<string, 'HTML' | 'MarkdownV2' | 'Markdown'>> = {
  html: 'HTML',
  markdownv2: 'MarkdownV2',
  markdown: 'Markdown',
}

/** Text of a call with its entities: those given, or those that the parse mode finds. Throws Telegram's 400. */
export const readWords = ({ params, parseText }: Call, text: string, entitiesName: string): FormattedText => {
  const mode = params.text('parse_mode').toLowerCase()
  if (!mode || mode === 'none')
    return fixText(text, (params.json(entitiesName) as readonly MessageEntity[] | undefined) ?? [])
  const known = MODES[mode]
  if (!known) throw badRequest('unsupported parse_mode')
  const parsed = parseText(text, known)
  if ('error' in parsed) throw badRequest(`can't parse entities: ${parsed.error}`)
  return fixText(parsed.text, parsed.entities)
}
