import { activityWords } from '@shared/activity.ts'
import type { ChatView } from '@shared/app-state.ts'

/** Places that a filter can name: `status:queued`. */
export const FILTER_FIELDS = ['status', 'dir', 'user'] as const
export type FilterField = (typeof FILTER_FIELDS)[number]

const fields: Record<FilterField, (chat: ChatView) => string> = {
  status: (chat) => chat.status,
  dir: (chat) => chat.directory,
  user: (chat) => chat.username ?? '',
}

/** A word of a filter, and the one place it is looked for in, if it names one. */
interface Word {
  readonly field: FilterField | null
  readonly text: string
}

/** `field:word`, `field:"two words"`, `"two words"` or `word`. */
const TOKEN = /(?:(\w+):)?(?:"([^"]*)"?|(\S+))/g

const isField = (name: string | undefined): name is FilterField => FILTER_FIELDS.some((field) => field === name)

/** The words of a filter. A colon after something that names no place belongs to the word. Pure. */
function parse(filter: string): Word[] {
  return [...filter.toLowerCase().matchAll(TOKEN)].map(([whole, name, quoted, plain]) => {
    // While `status:` is being typed it asks for nothing yet.
    if (name === undefined && isField(plain?.replace(/:$/, ''))) return { field: null, text: '' }
    return isField(name)
      ? { field: name, text: quoted ?? plain ?? '' }
      : { field: null, text: quoted !== undefined && name === undefined ? quoted : whole }
  })
}

function everything({ title, username, directory, status, activity }: ChatView): string {
  const about = activity ? activityWords(activity) : ''
  return `${title} @${username ?? ''} ${directory} ${status} ${about}`.toLowerCase()
}

/**
 * Whether a chat has all the words of a filter, in title, user, directory, status or activity.
 * `status:"needs answer"`, `dir:api` and `user:ann` look in one of them only.
 */
export function matches(chat: ChatView, filter: string): boolean {
  if (filter === '') return true
  return parse(filter).every(({ field, text }) =>
    field ? fields[field](chat).toLowerCase().includes(text) : everything(chat).includes(text),
  )
}

/** What a filter wants of one place; empty where it leaves that open. */
export const wanted = (filter: string, field: FilterField): string =>
  parse(filter).find((word) => word.field === field)?.text ?? ''

/** The filter with another wish for one place, its other words as they were; an empty one takes the wish away. */
export function withWanted(filter: string, field: FilterField, text: string): string {
  const others = [...filter.matchAll(TOKEN)].filter(([, name]) => name?.toLowerCase() !== field).map(([whole]) => whole)
  const wish = text === '' ? [] : [`${field}:${/\s/.test(text) ? `"${text}"` : text}`]
  return [...others, ...wish].join(' ')
}
