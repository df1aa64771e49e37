/** The glyph of the app: a jack with its cord. */
export function Jack() {
  return (
    <svg
      aria-hidden
      viewBox="0 0 16 16"
      className="size-5 shrink-0 text-accent"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
    >
      <circle cx="8" cy="5.5" r="3.75" />
      <circle cx="8" cy="5.5" r="1" fill="currentColor" stroke="none" />
      <path d="M8 9.25v1.5c0 2.5-4.5 1.25-4.5 4.25" />
    </svg>
  )
}
