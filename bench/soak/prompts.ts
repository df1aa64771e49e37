import { bash, text, wait } from '../../electron/simulator/index.ts'
import type { Model, Step, Turn } from '../../electron/simulator/index.ts'

/** A prompt of the soak carries its number; every answer names the numbers it answers. */
export const promptOf = (id: number): string => `do #${id}#`

const numbersIn = (words: string): readonly number[] => [...words.matchAll(/#(\d+)#/g)].map(([, id]) => Number(id))

/** The newest words that carry numbers: "Continue" after an interruption carries none. */
const askedIn = ({ prompts }: Turn): readonly number[] =>
  prompts.map(numbersIn).findLast((numbers) => numbers.length > 0) ?? []

/** Short, long and with a tool, by the number. */
export function answerAll(model: Model): void {
  model.otherwise((turn): readonly Step[] => {
    const numbers = askedIn(turn)
    const answer = text(`Done: ${numbers.map((id) => `#${id}#`).join(' ')}`)
    const kind = (numbers[0] ?? 0) % 4
    if (kind === 0) return [bash('ls'), answer]
    if (kind === 1) return [answer, ...Array.from({ length: 15 }, () => [wait(120), text(' and more')]).flat()]
    return [answer]
  })
}

/** How often each number stands in these words. */
export function tally(words: readonly string[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const id of words.flatMap(numbersIn)) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
