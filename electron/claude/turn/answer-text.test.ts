import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createAnswerText } from './answer-text.ts'
import type { TextRun } from './answer-text.ts'

/** A block as Claude sends it: cut into pieces, of which some may be lost, then whole. */
const blocks = fc.array(
  fc.record({
    pieces: fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), { minLength: 1, maxLength: 5 }),
    streamed: fc.nat({ max: 5 }),
    newMessage: fc.boolean(),
  }),
  { maxLength: 6 },
)

test('however a text is cut, what was handed over is what was said', () => {
  fc.assert(
    fc.property(blocks, (given) => {
      const answer = createAnswerText()
      const handed: string[] = []
      const take = (run: TextRun | null) => {
        if (run?.block) handed.push(run.delta)
        else if (run) handed.push(`${handed.pop() ?? ''}${run.delta}`)
      }
      let message = 0
      for (const { pieces, streamed, newMessage } of given) {
        if (newMessage) answer.messageStarted(`m${(message += 1)}`)
        answer.blockStarted()
        for (const piece of pieces.slice(0, streamed)) take(answer.piece(piece))
        take(answer.whole(newMessage || message > 0 ? `m${message}` : '', pieces.join('')))
      }
      const said = given.map(({ pieces }) => pieces.join(''))
      expect(handed).toEqual(said)
      expect(answer.joined()).toBe(said.join('\n\n'))
    }),
  )
})
