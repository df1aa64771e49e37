import { largestUnit } from '@shared/cleanup-words.ts'
import type { CleanupGroup, CleanupItem } from '@shared/cleanup.ts'

/** As they stand after "seit" and "vor". */
const units = {
  day: ['einem Tag', 'Tagen'],
  hour: ['einer Stunde', 'Stunden'],
  minute: ['einer Minute', 'Minuten'],
} as const

function long(ms: number): string {
  const { n, unit } = largestUnit(ms)
  const [one, many] = units[unit]
  return n === 1 ? one : `${n} ${many}`
}

const reasons: Record<CleanupGroup, (age: string) => string> = {
  'idle chats': (age) => `inaktiv seit ${age}`,
  'old sessions': (age) => `zuletzt vor ${age} gebraucht`,
  'archived sessions': (age) => `vor ${age} archiviert`,
  'missing directories': () => 'sein Arbeitsverzeichnis gibt es nicht mehr',
  'orphan transcripts': () => 'im Verlauf aufbewahrt, aber kein Eintrag nennt sie',
  'records without transcript': () =>
    'Claude hat ihre Mitschrift nicht mehr; unser Verlauf bleibt lesbar, bis er gelöscht wird',
  'dead processes': () => 'von einem früheren Lauf übrig; niemand wartet darauf',
  'temporary uploads': (age) => `vor ${age} geschrieben`,
  'old logs': (age) => `vor ${age} geschrieben`,
}

/** Why a thing is listed, in German: `inaktiv seit 3 Tagen`. Pure. */
export const reason = ({ group, age }: Pick<CleanupItem, 'group' | 'age'>): string => reasons[group](long(age))
