import type { Catalogue } from '../en/index.ts'
import { activity } from './activity.ts'
import { failure } from './failure.ts'
import { refusal } from './refusal.ts'
import { unreachable } from './unreachable.ts'

export const common: Catalogue['common'] = {
  status: {
    failed: 'fehlgeschlagen',
    'needs approval': 'braucht Freigabe',
    'needs answer': 'braucht Antwort',
    stale: 'hängt',
    starting: 'startet',
    working: 'arbeitet',
    queued: 'eingereiht',
    unread: 'ungelesen',
    stopped: 'gestoppt',
    idle: 'inaktiv',
  },
  section: {
    'needs you': 'Braucht dich',
    working: 'Arbeitet',
    queued: 'Eingereiht',
    unread: 'Ungelesen',
    idle: 'Inaktiv',
    archived: 'Archiviert',
  },
  action: {
    stop: 'Stoppen',
    newSession: 'Neue Sitzung',
    archive: 'Archivieren',
    unarchive: 'Aus dem Archiv holen',
    preview: 'Vorschau',
    cleanUp: 'Aufräumen',
    undo: 'Rückgängig',
    allowOnce: 'Einmal erlauben',
    allowForSession: 'Für die Sitzung erlauben',
    deny: 'Ablehnen',
    close: 'Schließen',
    cancel: 'Abbrechen',
    save: 'Sichern',
    copy: 'Kopieren',
    retry: 'Noch einmal',
    more: 'Weitere Aktionen',
    rename: 'Umbenennen',
    send: 'Senden',
    remove: 'Entfernen',
    clear: 'Leeren',
  },
  failure,
  refusal,
  unreachable,
  activity,
  now: 'jetzt',
  none: 'keine',
  copied: 'Kopiert',
  loading: 'Lädt',
  messages: 'Meldungen',
}
