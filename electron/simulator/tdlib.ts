import type { MessageEntity } from 'grammy/types'

import type { ParseText } from './botapi/api.ts'

/** TDLib's own names of what its parser found. */
interface TdText {
  readonly text: string
  readonly entities: readonly {
    readonly offset: number
    readonly length: number
    readonly type: {
      readonly _: string
      readonly url?: string
      readonly language?: string
      readonly custom_emoji_id?: string
    }
  }[]
}

const TYPES: Readonly<Record<string, string>> = {
  textEntityTypeStrikethrough: 'strikethrough',
  textEntityTypePreCode: 'pre',
  textEntityTypeTextUrl: 'text_link',
  textEntityTypeBlockQuote: 'blockquote',
  textEntityTypeExpandableBlockQuote: 'expandable_blockquote',
  textEntityTypeCustomEmoji: 'custom_emoji',
}

const entityOf = ({ offset, length, type }: TdText['entities'][number]): MessageEntity => {
  const { _: name, url, language, custom_emoji_id } = type
  const rest = {
    ...(url ? { url } : {}),
    ...(language ? { language } : {}),
    ...(custom_emoji_id ? { custom_emoji_id } : {}),
  }
  return {
    type: TYPES[name] ?? name.replace('textEntityType', '').toLowerCase(),
    offset,
    length,
    ...rest,
  } as MessageEntity
}

const MODES = {
  HTML: { _: 'textParseModeHTML' },
  MarkdownV2: { _: 'textParseModeMarkdown', version: 2 },
  Markdown: { _: 'textParseModeMarkdown', version: 1 },
} as const

/**
 * Telegram's own parser, for tests: pass it as `parseText`. Null where its native library is not there for this machine.
 * Not exported from the index, so that no bundle carries it.
 */
export const loadTdlibParser = async (): Promise<ParseText | null> => {
  try {
    const { getTdjson } = await import('prebuilt-tdlib')
    const tdl = await import('tdl')
    tdl.configure({ tdjson: getTdjson(), verbosityLevel: 0 })
    return (text, mode) => {
      const result = tdl.execute({ _: 'parseTextEntities', text, parse_mode: MODES[mode] }) as
        | (TdText & { _: 'formattedText' })
        | { _: 'error'; message: string }
      if (result._ === 'error') return { error: result.message.replace(/^Can't parse entities: /, '') }
      return { text: result.text, entities: result.entities.map(entityOf) }
    }
  } catch {
    return null
  }
}
