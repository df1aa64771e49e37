interface Props {
  name: string
  value: string
  /** What the number holds, where its name leaves that open. */
  note?: string
}

/** One number that matters. */
export function Figure({ name, value, note }: Props) {
  return (
    <div className="border-l pl-3 first:border-0 first:pl-0">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="num">
        <span className="block text-xl font-semibold">{value}</span>
        {note !== undefined && <span className="block text-sm text-muted">{note}</span>}
      </dd>
    </div>
  )
}
