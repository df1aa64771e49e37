import { pause } from '../lib/monotonic.ts'
import type { World } from '../lib/world.ts'
import { promptOf, tally } from './prompts.ts'

/** People who ask at random, until they are told to be quiet. */
export interface Talk {
  /** Numbers of all prompts so far. */
  readonly asked: readonly number[]
  begin(): void
  /** Resolves when nobody speaks any more. */
  quiet(): Promise<void>
  /** Each person asks once. */
  askAll(): void
  /** Prompts without an answer or an honest message. */
  unanswered(): readonly number[]
}

const between = (least: number, most: number): number => least + Math.random() * (most - least)

export function createTalk({ telegram, chats }: World): Talk {
  const asked: number[] = []
  let silence = new AbortController()
  let talking: Promise<void> = Promise.resolve()

  const ask = ({ chat, person }: World['chats'][number]): void => {
    asked.push(asked.length)
    telegram.say(chat, person, promptOf(asked.length - 1))
  }
  const talk = async (until: AbortSignal): Promise<void> => {
    while (!until.aborted) {
      ask(chats[Math.floor(Math.random() * chats.length)] as World['chats'][number])
      await pause(between(200, 1500))
    }
  }

  return {
    asked,
    begin() {
      silence = new AbortController()
      talking = talk(silence.signal)
    },
    async quiet() {
      silence.abort()
      await talking
    },
    askAll: () => chats.forEach(ask),
    unanswered() {
      const counts = tally(
        chats.flatMap(({ chat }) => telegram.messages(chat, { from: 'bot' }).map(({ text }) => text)),
      )
      return asked.filter((id) => !counts.has(id))
    },
  }
}
