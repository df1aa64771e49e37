/** Approvals, in a row, in the detail and on their own screen. */
export const approvals = {
  title: 'Approvals',
  empty: {
    title: 'Nobody waits for you',
    text: 'Permissions, questions and plans appear here and in the chat they belong to. The first answer wins everywhere.',
  },
  kind: {
    permission: (tool: string) => `Claude wants to use ${tool}`,
    question: (_tool: string) => 'Claude asks',
    plan: (_tool: string) => 'Claude has a plan',
  },
  waits: 'waits',
  expires: 'expires in',
  would: 'Allows for the session:',
  mode: (name: string) => `mode “${name}”`,
  reason: 'Reason for Claude (optional)',
  answer: 'Answer',
  review: 'Review',
  other: 'Something else…',
}
