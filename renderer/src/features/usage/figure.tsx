/** One number that matters. */
export function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="border-l pl-3">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="num text-xl font-semibold">{value}</dd>
    </div>
  )
}
