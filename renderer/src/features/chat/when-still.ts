/** Frames without a movement until something counts as still, and those after which it is given up. */
const STILL = 4
const LONGEST = 90

/** Runs once an element has come to rest on the screen; not at all where it keeps moving. Returns how to leave it. */
export function whenStill(element: Element, run: () => void): () => void {
  let last = Number.NaN
  let still = 0
  let left = LONGEST
  let frame = 0
  const look = () => {
    const { top } = element.getBoundingClientRect()
    still = top === last ? still + 1 : 0
    last = top
    if (still >= STILL) run()
    else if (--left > 0) frame = requestAnimationFrame(look)
  }
  frame = requestAnimationFrame(look)
  return () => cancelAnimationFrame(frame)
}
