/** What became of one step of an operation. */
export type Step =
  /** It is over. */
  | { readonly next: 'done' }
  /** One more request, keeping its place. */
  | { readonly next: 'more' }
  /** Nothing to this chat for this long (429, back-off), then the same again. `wakes`: at once, when more comes for the chat. */
  | { readonly next: 'wait'; readonly ms: number; readonly wakes?: boolean }

/** Something that goes to one chat, in one or more requests. */
export interface Op {
  /** 0: finals, approvals and notices, in the order in which they came. 1: edits, which wait for those. */
  readonly priority: 0 | 1
  /** The message that an edit is of: a newer edit of it takes this one's place. */
  readonly edits: number | null
  /** Makes at most one request. */
  step(): Promise<Step>
  /** It will never be carried out: a newer one took its place, or the outbox is closed. */
  dropped(): void
}

/** The queue with an operation added. An edit takes the place of an older edit of the same message. */
export function enqueue(queue: readonly Op[], op: Op): Op[] {
  const same = op.edits === null ? -1 : queue.findIndex((queued) => queued.edits === op.edits)
  if (same === -1) return [...queue, op]
  queue[same]?.dropped()
  return queue.map((queued, index) => (index === same ? op : queued))
}

/** What goes next: the first of the lowest priority number. */
export const nextOp = (queue: readonly Op[]): Op | null => queue.find((op) => op.priority === 0) ?? queue[0] ?? null

/** The queue without edits of this message: its answer is about to stand there. */
export function withoutEdits(queue: readonly Op[], messageId: number): Op[] {
  return queue.filter((op) => {
    if (op.edits !== messageId) return true
    op.dropped()
    return false
  })
}
