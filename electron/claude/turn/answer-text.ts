/** A piece of text as it reaches people. `block` marks the first piece of a new text block. */
export interface TextRun {
  readonly delta: string
  readonly block: boolean
}

interface TextBlock {
  readonly message: string
  text: string
  /** Claude has sent the whole block, not only pieces of it. */
  whole: boolean
}

/** Collects one turn's top-level text. Claude sends it twice: in pieces, then as whole blocks. */
export interface AnswerText {
  /** A model call begins its answer under this message id. */
  messageStarted(message: string): void
  blockStarted(): void
  piece(delta: string): TextRun | null
  /** A whole block of that message; returns what the pieces have not said. */
  whole(message: string, text: string): TextRun | null
  /** Everything said, blocks joined by a blank line. */
  joined(): string
  clear(): void
}

export function createAnswerText(): AnswerText {
  let blocks: TextBlock[] = []
  let message = ''
  let open: TextBlock | null = null

  return {
    messageStarted(id) {
      // A call that was cut off and tried again begins anew: what it had said without completing it does not count.
      blocks = blocks.filter((block) => block.whole)
      message = id
      open = null
    },
    blockStarted() {
      open = { message, text: '', whole: false }
    },
    piece(delta) {
      if (delta === '') return null
      open ??= { message, text: '', whole: false }
      const first = open.text === ''
      if (first) blocks.push(open)
      open.text += delta
      return { delta, block: first }
    },
    whole(id, text) {
      const streamed = blocks.find((block) => block.message === id && !block.whole)
      if (!streamed) {
        if (text === '') return null
        blocks.push({ message: id, text, whole: true })
        return { delta: text, block: true }
      }
      const said = streamed.text
      streamed.whole = true
      streamed.text = text
      if (open === streamed) open = null
      return text.startsWith(said) && text.length > said.length
        ? { delta: text.slice(said.length), block: false }
        : null
    },
    joined: () => blocks.map((block) => block.text).join('\n\n'),
    clear() {
      blocks = []
      message = ''
      open = null
    },
  }
}
