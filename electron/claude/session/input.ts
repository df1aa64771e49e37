import type { SDKUserMessage } from '@anthropic-ai/claude-agent-sdk'

/** The SDK's streaming input: what is pushed is what the SDK reads. */
export interface Input {
  readonly messages: AsyncIterable<SDKUserMessage>
  push(message: SDKUserMessage): void
  end(): void
}

export function createInput(): Input {
  const waiting: SDKUserMessage[] = []
  let ended = false
  let wake: () => void = () => undefined

  async function* messages(): AsyncGenerator<SDKUserMessage, void> {
    for (;;) {
      for (let next = waiting.shift(); next; next = waiting.shift()) yield next
      if (ended) return
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }

  return {
    messages: messages(),
    push(message) {
      waiting.push(message)
      wake()
    },
    end() {
      ended = true
      wake()
    },
  }
}
