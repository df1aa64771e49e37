import type { Catalogue } from '../en/index.ts'
import { unreachable } from './unreachable.ts'

export const problems: Catalogue['problems'] = {
  'no-token': () => ({
    message: 'Es ist kein Bot verbunden.',
    remedy: 'Verbinde deinen Bot unter Einstellungen → Bot oder setze TELEGRAM_BOT_TOKEN.',
  }),
  'token-refused': () => ({
    message: 'Telegram hat das Bot-Token abgelehnt (401).',
    remedy: 'Frag @BotFather nach dem jetzigen Token und trag es unter Einstellungen → Bot ein.',
  }),
  'another-poller': () => ({
    message: 'Ein anderes Programm fragt mit diesem Bot-Token ab (409).',
    remedy:
      'Beende das andere Programm oder nimm einen anderen Bot. Switchboard versucht es weiter und macht von selbst weiter.',
  }),
  'no-network': ({ detail }) => ({
    message: `Telegram ist nicht erreichbar${detail ? `: ${detail}` : ''}.`,
    remedy: 'Prüfe das Netz. Switchboard versucht es weiter; was wartet, geht hinaus, sobald es wieder da ist.',
  }),
  'claude-not-found': ({ subject }) => ({
    message: subject
      ? `Claude Code läuft nicht unter ${subject}.`
      : 'Claude Code wurde auf diesem Rechner nicht gefunden.',
    remedy:
      'Installiere es (npm install -g @anthropic-ai/claude-code) oder nenne seinen Pfad unter Einstellungen → Claude oder in CLAUDE_CLI_PATH.',
  }),
  'claude-not-logged-in': () => ({
    message: 'Claude Code ist nicht angemeldet.',
    remedy: 'Starte claude in einem Terminal und melde dich dort an oder setze ANTHROPIC_API_KEY.',
  }),
  'directory-gone': ({ subject, detail }) => ({
    message: `Das Arbeitsverzeichnis von ${subject} gibt es nicht mehr: ${detail}`,
    remedy: 'Wähle ein anderes in seiner Zeile oder mit /cd im Chat.',
  }),
  'store-damaged': ({ detail }) => ({
    message: `Gespeichertes war beschädigt: ${detail}`,
    remedy: 'Was lesbar war, wurde behalten. Die beschädigte Datei liegt unter anderem Namen daneben.',
  }),
  'store-unwritable': ({ detail }) => ({
    message: `Das Sichern geht nicht: ${detail}`,
    remedy: 'Schaffe Platz oder berichtige die Rechte; das Sichern wird von selbst erneut versucht.',
  }),
  'secrets-unavailable': ({ subject }) => ({
    message: `Der Schlüsselbund öffnet nicht, was er aufbewahrt (${subject}).`,
    remedy: 'Entsperre den Schlüsselbund und starte Switchboard neu oder gib das Token in den Einstellungen neu ein.',
  }),
  'secrets-basic-text': () => ({
    message: 'Das Bot-Token liegt ohne Schlüsselbund da: Wer deine Dateien lesen kann, kann auch das Token lesen.',
    remedy:
      'Starte gnome-keyring oder KWallet und gib das Token noch einmal ein oder setze stattdessen TELEGRAM_BOT_TOKEN.',
  }),
  'bad-environment': ({ subject, detail }) => ({
    message: `Eine Umgebungsvariable passt nicht: ${detail}`,
    remedy: `Berichtige oder entferne ${subject} und starte neu. Bis dahin gilt die Einstellung.`,
  }),
  'chat-unreachable': ({ subject, detail }) => ({
    message: `${subject} ist nicht erreichbar: ${unreachable(detail ?? '')}`,
    remedy: 'Lass den Bot in Telegram wieder zu oder archiviere den Chat.',
  }),
  undelivered: () => ({
    message: 'Eine Antwort ließ sich 24 Stunden lang nicht in ihren Chat zustellen.',
    remedy: 'Sie ist hier in ihrem Chat zu lesen. Sende sie noch einmal oder verwirf sie.',
  }),
}
