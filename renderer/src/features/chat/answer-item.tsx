import { Markdown } from '@/components/markdown.tsx'

/** What Claude said. */
export function AnswerItem({ text }: { text: string }) {
  return (
    <article className="py-2">
      <Markdown text={text} />
    </article>
  )
}
