import type { Model, Turn } from './api.ts'
import { after, ask, call, text, thinking, wait } from './steps.ts'

const GREETING = `Hello! I am a **scripted** Claude for the demo: the app, the bot and the Claude Code executable are real, only my answers are prepared.

Things to try:

- \`table\`: an answer with a table and code
- \`write\`: I want to write a file, and you decide
- \`question\`: I ask you something back
- \`files\`: I look into the directory
- \`long\`: a long answer, to watch it stream or to stop it
- \`remember\`: what you have said so far
- \`echo …\`: I say it back`

const TABLE = `Here is a small comparison:

| Surface | Good for | Sound |
|---|---|---|
| Telegram | away from the desk | when it matters |
| Dashboard | many chats at once | never |
| Tray | one glance | never |

And some code:

\`\`\`ts
const greet = (name: string): string => \`Hello, \${name}!\`
console.log(greet('Switchboard'))
\`\`\`

1. Lists work,
2. *emphasis* works,
3. and so do [links](https://example.com).`

const PARAGRAPHS = [
  'A telephone switchboard joined lines by hand. The operator saw a lamp, plugged in a cord and asked which number was wanted.',
  'Every line had its own jack. Two calls never met, because each had its own pair of wires: that is the whole idea of this app as well.',
  'When all cords were in use, a caller waited, and the operator said so. A wait that nobody explains is worse than a wait.',
  'At night one operator watched the whole board. Lamps made it possible: nothing had to be asked, everything could be seen.',
  'Later the work was done by relays, then by computers. The jack and the lamp lived on as an address and a status.',
]
const LONG = Array.from(
  { length: 15 },
  (_, index) => `### Part ${index + 1}\n\n${PARAGRAPHS[index % PARAGRAPHS.length]}`,
).join('\n\n')

const fallback = (words: string): string => {
  const said = words.length > 200 ? `${words.slice(0, 200)}…` : words
  return `You wrote: “${said}”${/[.!?…]$/.test(said) ? '' : '.'}\n\nI am a scripted demo and know only a few words: \`hello\`, \`table\`, \`write\`, \`question\`, \`files\`, \`long\`, \`remember\`, \`echo …\`. With your own bot and login, the real Claude answers here.`
}

/** The directory that Claude Code works in, as it tells the model. */
const directoryOf = (turn: Turn): string =>
  /Primary working directory: (.+?)(?:\\n|\n|$)/.exec(
    turn.messages.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content))).join('\n'),
  )?.[1] ?? '.'

/** The answers of the demo: each shows one thing that Switchboard does. */
export const installDemoScript = (model: Model): void => {
  model.otherwise(({ text: said }) => fallback(said))
  model.on(/^(hi|hello|hey|help|start)\b/i, [text(GREETING)])
  model.on(/\b(table|markdown|list|code)\b/i, [thinking('A table, some code and a list will do. '), text(TABLE)])
  model.on(/\blong\b/i, [text(LONG)])
  model.on(/\b(files|directory|ls)\b/i, [
    text('Let me look. '),
    call('Bash', { command: 'ls -la', description: 'List the directory' }),
    after((result) =>
      result.isError
        ? `That did not work:\n\n${result.text}`
        : `This is what lies here:\n\n\`\`\`\n${result.text.trim()}\n\`\`\``,
    ),
  ])
  model.on(/\b(write|note|file)\b/i, (turn) => [
    text('I will write a short note. '),
    wait(300),
    call('Write', {
      file_path: `${directoryOf(turn)}/note.md`,
      content: `# A note from the demo\n\nYou asked: ${turn.text}\n`,
    }),
    after((result) =>
      result.isError
        ? 'You did not want that, so nothing was written.'
        : 'Done: `note.md` lies in the working directory of this chat.',
    ),
  ])
  model.on(/\b(question|ask)\b/i, [
    text('One thing I should know first. '),
    ask('Which colour shall the lamp have?', ['Green', 'Amber', 'Blue'], { header: 'Lamp' }),
    after((result) =>
      result.isError ? 'Then I leave the lamp as it is.' : `Noted. ${result.text.split('. You can now')[0]}.`,
    ),
  ])
}
