import type { World } from '../lib/world.ts'
import { tally } from './prompts.ts'

/** What the soak found at its end. */
export interface Verdict {
  /** Prompts with neither an answer nor an honest message. */
  readonly lost: readonly number[]
  /** Prompts that Claude was given more than once. */
  readonly givenTwice: readonly number[]
  /** Answers that stand in a chat more than once with nothing said about it. */
  readonly silentDuplicates: readonly number[]
  readonly markedDuplicates: number
}

const MARKED = 'may be a duplicate'

/** Looks at every chat and every conversation. `asked` are the numbers of all prompts. */
export function judge({ telegram, model, chats }: World, asked: readonly number[]): Verdict {
  const said = chats.flatMap(({ chat }) => telegram.messages(chat, { from: 'bot' }).map(({ text }) => text))
  const answers = said.filter((text) => text.includes('Done: '))
  const plain = tally(answers.filter((text) => !text.includes(MARKED)))
  const any = tally(said)
  const sessions = new Set(model.requests().flatMap(({ sessionId }) => sessionId ?? []))
  const given = tally([...sessions].flatMap((session) => model.conversation(session)))
  const more = (counts: ReadonlyMap<number, number>): number[] => asked.filter((id) => (counts.get(id) ?? 0) > 1)
  return {
    lost: asked.filter((id) => !any.has(id)),
    givenTwice: more(given),
    silentDuplicates: more(plain),
    markedDuplicates: said.filter((text) => text.includes(MARKED)).length,
  }
}
