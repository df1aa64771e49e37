import type { DemoMark, DemoMarkKind } from '@shared/demo-mark.ts'

import { cx } from '@/components/cx.ts'

import { pieces } from './demo-pieces.ts'

const looks: Record<DemoMarkKind, string> = {
  bold: 'font-semibold',
  italic: 'italic',
  underline: 'underline',
  strikethrough: 'line-through',
  code: 'font-mono text-sm',
  pre: 'my-1 block rounded-md bg-sunken px-2 py-1 font-mono text-sm',
  blockquote: 'text-muted',
  link: 'text-accent underline underline-offset-2',
}

/** A message's text as Telegram would show it. */
export function DemoText({ text, marks }: { text: string; marks: readonly DemoMark[] }) {
  return pieces(text, marks).map((piece, index, all) => (
    <span key={piece.at} className={cx(...piece.kinds.map((kind) => looks[kind]))}>
      {/* A block ends its line by itself. */}
      {all[index - 1]?.kinds.includes('pre') ? piece.text.replace(/^\n/, '') : piece.text}
    </span>
  ))
}
