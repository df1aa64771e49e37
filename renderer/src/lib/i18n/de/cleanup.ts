import type { LeftAlone } from '@shared/cleanup.ts'
import { LEFT_ALONE } from '@shared/cleanup.ts'

import type { Catalogue } from '../en/index.ts'
import { reason } from './cleanup-reason.ts'

const things = (n: number): string => (n === 1 ? '1 Eintrag' : `${n} Einträge`)

const leftAlone: Record<LeftAlone, string> = {
  [LEFT_ALONE.stopped]: 'das Aufräumen wurde vorher angehalten',
  [LEFT_ALONE.changed]: 'es wird gebraucht oder hat sich seit der Vorschau geändert',
  [LEFT_ALONE.notShown]: 'die Vorschau hat es nicht gezeigt',
}

/** What an error said stays as it is. */
const whyLeftAlone = (why: string): string => (Object.hasOwn(leftAlone, why) ? leftAlone[why as LeftAlone] : why)

export const cleanup: Catalogue['cleanup'] = {
  title: 'Aufräumen',
  lead: 'Nichts geht, was die Vorschau nicht gezeigt hat. Archiviertes lässt sich zurückholen.',
  group: {
    'idle chats': 'Inaktive Chats',
    'old sessions': 'Alte Sitzungen',
    'archived sessions': 'Archivierte Sitzungen',
    'missing directories': 'Fehlende Verzeichnisse',
    'orphan transcripts': 'Verwaiste Mitschriften',
    'records without transcript': 'Einträge ohne Mitschrift',
    'dead processes': 'Tote Prozesse',
    'temporary uploads': 'Vorübergehende Dateien',
    'old logs': 'Alte Protokolle',
  },
  help: {
    'idle chats': 'Chats, die länger als eingestellt niemand brauchte',
    'old sessions': 'Sitzungen, die länger als eingestellt ruhen',
    'archived sessions': 'Lange genug archiviert, um gelöscht zu werden',
    'missing directories': 'Chats, deren Verzeichnis es nicht mehr gibt',
    'orphan transcripts': 'Mitschriften, zu denen keine Sitzung gehört',
    'records without transcript': 'Sitzungen, deren Mitschrift fehlt',
    'dead processes': 'Kindprozesse eines früheren Laufs, die noch da sind',
    'temporary uploads': 'Dateien aus Chats, die ihren Zweck erfüllt haben',
    'old logs': 'Protokolle, die älter als eingestellt sind',
  },
  reason,
  act: { park: 'parken', archive: 'archivieren', purge: 'löschen', end: 'beenden' },
  items: things,
  selected: (n, size) => `${things(n)} gewählt${size === null ? '' : `, ${size}`}`,
  selectAll: (group) => `Alle wählen: ${group}`,
  archive: (n) => `${things(n)} archivieren`,
  cleanUp: (n) => `${things(n)} aufräumen`,
  purgeTitle: (n) => `${things(n)} endgültig löschen?`,
  purgeText: (n, size) => `${n} der gewählten lassen sich nicht zurückholen: ${size} werden frei.`,
  working: (n) => `Räumt ${things(n)} auf`,
  stopped: 'Angehalten. Was schon getan war, steht unten im Verlauf.',
  finished: (n, freed) => `${things(n)} aufgeräumt${freed === null ? '' : `, ${freed} frei`}`,
  showAll: (n) => `Alle ${n} zeigen`,
  leftAlone: (why) => `Ausgelassen: ${whyLeftAlone(why)}`,
  skipped: (n) => `${things(n)} ausgelassen`,
  none: {
    title: 'Nichts aufzuräumen',
    text: 'Alles ist in Gebrauch oder jünger als die Grenzen in den Einstellungen.',
  },
  start: {
    title: 'Zeigen, was gehen könnte',
    text: 'Die Vorschau sieht Chats, Sitzungen, Mitschriften, Prozesse und Dateien an und ändert nichts.',
  },
  history: 'Verlauf',
  noHistory: 'Es wurde noch nichts aufgeräumt.',
  undone: 'zurückgeholt',
  by: (who) => `durch ${who}`,
  who: { dashboard: 'dich', 'Retention rules': 'die Regeln der Aufbewahrung', ctl: 'die Befehlszeile' },
}
