/** A door that a test opens; what waits at it goes on then. Opening twice does nothing. */
export interface Gate {
  readonly opened: Promise<void>
  open(): void
}

export const gate = (): Gate => {
  let open!: () => void
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}
