import type { Bridge, CallInput, CallName, CallReply } from '@shared/ipc.ts'
import { type Failure, errorMessage, fail } from '@shared/result.ts'

/** Typed calls to main. A failure is a value, and is told to the person unless the caller shows it itself. */
export interface Client {
  /** Calls and tells the person when it fails. */
  call<N extends CallName>(name: N, ...input: Arguments<N>): Promise<CallReply<N>>
  /** Calls without telling: the caller shows the failure in its place. */
  ask<N extends CallName>(name: N, ...input: Arguments<N>): Promise<CallReply<N>>
  on: Bridge['on']
  /** Absolute paths of dropped or pasted files; what has none (a picture from the clipboard) is left out. */
  pathsOf(files: Iterable<unknown>): string[]
}

type Arguments<N extends CallName> = CallInput<N> extends undefined | void ? [] : [input: CallInput<N>]

interface Parts {
  readonly bridge: Bridge
  /** Where failures are told. */
  readonly onFailure: (failure: Failure) => void
}

export function createClient({ bridge, onFailure }: Parts): Client {
  const ask: Client['ask'] = async (name, ...input) => {
    try {
      return await bridge.invoke(name, input[0] as CallInput<typeof name>)
    } catch (error) {
      return fail('bridge', errorMessage(error))
    }
  }
  return {
    ask,
    call: async (name, ...input) => {
      const reply = await ask(name, ...input)
      if (!reply.ok) onFailure(reply)
      return reply
    },
    on: (name, listener) => bridge.on(name, listener),
    pathsOf: (files) => [...files].map((file) => bridge.pathOf(file)).filter((path) => path !== ''),
  }
}
