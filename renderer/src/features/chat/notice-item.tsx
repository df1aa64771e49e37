/** A word of Switchboard's own: compacted, resumed, a new session. */
export function NoticeItem({ text }: { text: string }) {
  return (
    <p className="flex items-center gap-3 py-2 text-sm text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {text}
    </p>
  )
}
