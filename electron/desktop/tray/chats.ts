import { activityWords } from '../../shared/activity.ts'
import type { ChatView } from '../../shared/app-state.ts'
import { sectionFor } from '../../shared/status.ts'
import type { Section } from '../../shared/status.ts'

/** The chats of one section, the one that has waited longest first. Pure. */
export function chatsIn(chats: Readonly<Record<string, ChatView>>, section: Section): ChatView[] {
  return Object.values(chats)
    .filter((chat) => sectionFor(chat) === section)
    .sort((a, b) => a.since - b.since || a.key.localeCompare(b.key))
}

/** Longest title in a menu. */
const LONGEST = 40

/**
 * A chat's title as a menu can show it: one line, no control or direction characters (a group's title comes from
 * strangers), shortened. Pure.
 */
export function menuTitle(text: string): string {
  const plain = text
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const letters = Array.from(new Intl.Segmenter().segment(plain), ({ segment }) => segment)
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : plain || 'Untitled'
}

/** Title and what it is about: `api-server: Bash: rm -rf build`. Pure. */
export const chatLabel = (chat: ChatView): string =>
  menuTitle(chat.title) + (chat.activity ? `: ${menuTitle(activityWords(chat.activity))}` : ` · ${chat.status}`)
