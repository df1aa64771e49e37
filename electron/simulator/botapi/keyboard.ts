import type { InlineKeyboardMarkup } from 'grammy/types'

import { checkLink } from './links.ts'
import type { Params } from './params.ts'
import { badRequest } from './refusal.ts'

export type Buttons = InlineKeyboardMarkup['inline_keyboard']

/** What may stand beside `text` in a button; exactly one is needed. */
const ACTIONS = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
] as const
const STYLES = new Set(['danger', 'success', 'primary'])
/** The server keeps so many buttons; more are refused. */
const MOST_BUTTONS = 100

const checkButton = (button: Readonly<Record<string, unknown>>): void => {
  if (typeof button !== 'object' || button === null) {
    throw badRequest("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
  }
  if (typeof button.text !== 'string') {
    throw badRequest(`can't parse inline keyboard button: Can't find field "text"`)
  }
  if (button.text.trim() === '') throw badRequest('inline keyboard button text must be non-empty')
  if (!ACTIONS.some((action) => button[action] !== undefined)) {
    throw badRequest('text buttons are unallowed in the inline keyboard')
  }
  if (typeof button.url === 'string') checkLink('inline keyboard button', button.url)
  if (button.callback_data !== undefined) {
    const data = button.callback_data
    const bytes = typeof data === 'string' ? Buffer.byteLength(data) : 0
    if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID')
  }
  if (button.style !== undefined && !(typeof button.style === 'string' && STYLES.has(button.style))) {
    throw badRequest(`can't parse inline keyboard button: invalid button style specified`)
  }
}

/** The inline keyboard of a call, checked as the server does; [] where there is none. Other keyboards are let pass unread. */
export const readButtons = (params: Params): Buttons => {
  const markup = params.json('reply_markup') as Partial<InlineKeyboardMarkup> | undefined
  if (markup === undefined) return []
  if (typeof markup !== 'object' || markup === null) throw badRequest('object expected as reply markup')
  if (markup.inline_keyboard === undefined) return []
  const rows: unknown = markup.inline_keyboard
  if (!Array.isArray(rows) || !rows.every((row) => Array.isArray(row))) {
    throw badRequest(`can't parse reply keyboard markup JSON object: field "inline_keyboard" must be of type Array`)
  }
  for (const button of rows.flat() as Record<string, unknown>[]) checkButton(button)
  if (rows.flat().length > MOST_BUTTONS) throw badRequest('REPLY_MARKUP_TOO_LONG')
  return (rows as Buttons).filter((row) => row.length > 0)
}
