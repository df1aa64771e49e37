import { pause } from '../lib/monotonic.ts'
import type { World } from '../lib/world.ts'

const between = (least: number, most: number): number => least + Math.random() * (most - least)

/** Cuts the network and loses confirmations at random until `over`; resolves with how often. */
export async function badWeather({ telegram }: World, over: AbortSignal): Promise<number> {
  let cuts = 0
  while (!over.aborted) {
    await pause(between(4000, 10_000))
    cuts += 1
    if (Math.random() < 0.5) telegram.faults.drop('sendMessage', 'after')
    else {
      await telegram.faults.offline()
      await pause(between(500, 3000))
      await telegram.faults.online()
    }
  }
  telegram.faults.clear()
  return cuts
}

/** What an interrupted turn asks the person: they go on. Looks every few seconds; the function returned ends that. */
export function goOn({ telegram, chats }: World): () => void {
  const look = (): void => {
    for (const { chat } of chats)
      for (const message of telegram.messages(chat, { from: 'bot' }))
        if (message.buttons.flat().some(({ text }) => text === 'Continue')) telegram.press(message, 'Continue')
  }
  const timer = setInterval(look, 3000)
  return () => clearInterval(timer)
}
