import type { MessageEntity } from 'grammy/types'

/** What Telegram finds by itself in a person's text, as far as bots look at it. */
const PATTERNS: readonly { readonly type: 'bot_command' | 'mention' | 'url'; readonly pattern: RegExp }[] = [
  { type: 'bot_command', pattern: /(?<![\w/<>@])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\w/])/gi },
  { type: 'mention', pattern: /(?<![\w@/])@[a-z][a-z0-9_]{2,31}(?!\w)/gi },
  { type: 'url', pattern: /(?<![\w@])https?:\/\/[^\s<>"]*[^\s<>".,:;!?)\]]/gi },
]

/** Entities of commands, mentions and links at their UTF-16 offsets. */
export const detectEntities = (text: string): readonly MessageEntity[] => {
  const found: MessageEntity[] = PATTERNS.flatMap(({ type, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length })),
  )
  return found
    .sort((a, b) => a.offset - b.offset || b.length - a.length)
    .filter((entity, index, all) => !all.slice(0, index).some((other) => entity.offset < other.offset + other.length))
}
