import type { TurnErrorCode } from '@shared/turn-error.ts'

/** Failures that Switchboard itself tells of. What the API, Claude or the system say is not translated. */
const own: Partial<Record<TurnErrorCode, string>> = {
  'not-logged-in': 'Claude Code ist nicht angemeldet. Starte claude in einem Terminal und melde dich dort an.',
  'no-conversation': 'Claude hat die Mitschrift dieser Sitzung nicht mehr.',
  'empty-turn': 'Claude nahm die Sitzung wieder auf und tat nichts.',
  'child-died': 'Claudes Prozess endete bei der Arbeit. Versuch es noch einmal.',
  hung: 'Claude gab kein Lebenszeichen mehr und wurde beendet.',
  'directory-gone': 'Das Arbeitsverzeichnis gibt es nicht mehr.',
  'claude-not-found': 'Claude Code wurde auf diesem Rechner nicht gefunden.',
  'session-held': 'Ein anderer Prozess hat diese Sitzung offen. Beende sie dort zuerst.',
  interrupted: 'Bei der Arbeit unterbrochen: Switchboard wurde beendet.',
}

/** Why a turn failed, in German where the words are ours. Pure. */
export const failure = (code: TurnErrorCode | undefined, message: string): string => (code && own[code]) ?? message
