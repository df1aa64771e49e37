/** What Telegram says of a chat that takes no messages (Bot API, `description` of 400 and 403), without its prefix. */
const told: readonly (readonly [RegExp, string])[] = [
  [/bot was blocked by the user/i, 'der Bot wurde blockiert'],
  [/user is deactivated/i, 'das Konto gibt es nicht mehr'],
  [/bot was kicked/i, 'der Bot wurde aus der Gruppe entfernt'],
  [/bot is not a member/i, 'der Bot ist kein Mitglied'],
  [/chat not found/i, 'Telegram findet den Chat nicht'],
  [/group chat was deleted/i, 'die Gruppe wurde gelöscht'],
  [/can't initiate conversation/i, 'die Person hat dem Bot noch nicht geschrieben'],
  [/not enough rights|have no rights|CHAT_WRITE_FORBIDDEN/i, 'der Bot darf hier nicht schreiben'],
  [/TOPIC_(CLOSED|DELETED)|thread not found/i, 'das Thema ist geschlossen oder gelöscht'],
]

/** Why a chat takes no messages, in German where the words are known. Pure. */
export const unreachable = (reason: string): string => told.find(([words]) => words.test(reason))?.[1] ?? reason
