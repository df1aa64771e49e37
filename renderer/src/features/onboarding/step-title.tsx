/** What the step is about. */
export function StepTitle({ title, text }: { title: string; text?: string }) {
  return (
    <>
      <h1 className="text-xl font-semibold">{title}</h1>
      {text !== undefined && <p className="mb-4 text-muted">{text}</p>}
    </>
  )
}
