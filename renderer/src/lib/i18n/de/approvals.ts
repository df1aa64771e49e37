import type { Catalogue } from '../en/index.ts'

export const approvals: Catalogue['approvals'] = {
  title: 'Freigaben',
  empty: {
    title: 'Niemand wartet auf dich',
    text: 'Freigaben, Fragen und Pläne erscheinen hier und in ihrem Chat. Die erste Antwort gilt überall.',
  },
  kind: {
    permission: (tool) => `Claude möchte ${tool} benutzen`,
    question: () => 'Claude fragt',
    plan: () => 'Claude hat einen Plan',
  },
  waits: 'wartet',
  expires: 'verfällt in',
  would: 'Erlaubt für die Sitzung:',
  mode: (name) => `Modus „${name}“`,
  reason: 'Grund für Claude (freiwillig)',
  answer: 'Antworten',
  review: 'Prüfen',
  other: 'Etwas anderes…',
}
