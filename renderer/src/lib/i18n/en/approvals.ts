/** Approvals, in a row, in the detail and on their own screen. */
export const approvals = {
  title: 'Approvals',
  empty: {
    title: 'Nobody waits for you',
    text: 'Permissions, questions and plans appear here and in the chat they belong to. The first answer wins everywhere.',
  },
  kind: { permission: 'wants to use', question: 'asks', plan: 'has a plan' },
  waits: 'waits',
  expires: 'expires in',
  would: 'Allows for the session:',
  mode: (name: string) => `mode “${name}”`,
  reason: 'Reason for Claude (optional)',
  answer: 'Answer',
  review: 'Review',
  other: 'Something else…',
}
