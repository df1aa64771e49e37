import type { OutMessage } from '../port.ts'

/** How a final is to be shown. */
export interface FinalPlan {
  readonly parts: readonly OutMessage[]
  /** The whole answer as a file, after the parts, where it is very long. */
  readonly file: { readonly name: string } | null
  /** The message that streamed the turn: becomes the first part, or is taken away when the answer must be heard. */
  readonly stream: { readonly messageId: number; readonly become: boolean } | null
}
