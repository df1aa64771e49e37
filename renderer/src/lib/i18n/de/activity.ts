import { type Activity, CONNECTION_LOST, type PlainActivity } from '@shared/activity.ts'

import { failure } from './failure.ts'

const plainWords: Record<PlainActivity, string> = {
  starting: 'startet Claude',
  thinking: 'denkt nach',
  answering: 'antwortet',
  interrupted: 'bei der Arbeit unterbrochen',
  finishing: 'beendet, was vor dem Neustart begann',
  done: 'fertig',
  stopped: 'gestoppt',
}

/** Reasons of the API that people meet; others are said as it says them. */
const retryReasons: Readonly<Record<string, string>> = {
  [CONNECTION_LOST]: 'Verbindung verloren',
  overloaded: 'überlastet',
}

/** An activity in German. Pure. */
export function activity(one: Activity): string {
  switch (one.is) {
    case 'text':
      return one.text
    case 'failed':
      return failure(one.code, one.message)
    case 'waiting':
      return one.count === 1 ? '1 Nachricht' : `${one.count} Nachrichten`
    case 'silent':
      return `seit ${one.minutes} min kein Lebenszeichen`
    case 'retrying':
      return `wartet auf Claude (${retryReasons[one.reason] ?? one.reason}), Versuch ${one.attempt} von ${one.of}`
    default:
      return plainWords[one.is]
  }
}
