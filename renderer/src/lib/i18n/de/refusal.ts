/** What main refuses in words that name nothing: by code. What names a path, a person or a fault is left as it is. */
const own: Readonly<Record<string, string>> = {
  'bypass-off': 'Ohne Freigaben zu arbeiten ist ausgeschaltet. Erlaube es unter Einstellungen → Claude.',
  busy: 'Dieser Chat arbeitet oder hat Nachrichten in der Warteschlange. Halte ihn zuerst an.',
  empty: 'Die Nachricht ist leer.',
  'no-claude': 'Claude Code wurde nicht gefunden. Einstellungen → Claude sagt, was zu tun ist.',
  'no-link': 'Telegram hat keinen Verweis auf diesen Chat.',
  'no-terminal': 'Es wurde kein Terminal gefunden. Setze TERMINAL auf den Namen deines Terminals.',
  'no-longer-open': 'Das ist nicht mehr offen: Es wurde schon beantwortet, oder die Runde ist vorbei.',
  'not-undoable': 'Dieses Aufräumen lässt sich nicht mehr rückgängig machen.',
  'not-waiting': 'Diese Nachricht wartet nicht mehr: Sie läuft oder ist fertig.',
  'nothing-to-fork': 'Es gibt noch keine Sitzung zum Abzweigen. Schreib zuerst eine Nachricht.',
  'nothing-to-retry': 'In diesem Chat gibt es keine frühere Nachricht, die sich wiederholen ließe.',
  parked: 'Dieser Chat hat keinen Prozess: Seine Sitzung ist geparkt.',
  'preview-gone': 'Diese Vorschau ist zu alt. Ruf sie noch einmal auf und räume dann auf.',
  'too-long': 'Die Nachricht ist länger, als Claude sie annimmt (2,5 MB). Sende sie als Datei.',
  'unknown-chat': 'Diesen Chat gibt es nicht mehr.',
}

/** Why something was not done, in German where the words are ours and name nothing. Pure. */
export const refusal = (code: string, message: string): string => own[code] ?? message
