import { type Clock, sleep } from '../../shared/clock.ts'
import { gate } from '../gate.ts'
import type { Faults } from './api.ts'
import { otherPoll, Refusal } from './refusal.ts'

/** Thrown where the connection is to be cut without an answer. */
export class Cut extends Error {}

/** What may go wrong around one call. */
interface Fault {
  readonly method: string
  left: number
  /** Ends the call, so that faults set later wait for the next one. */
  readonly ends: boolean
  /** Before the server acts. */
  readonly before?: () => Promise<void> | void
  /** After it acted, before it answers. */
  readonly after?: () => Promise<void> | void
}

export interface FaultBox {
  readonly faults: Faults
  /** Waits, or throws a refusal or a {@link Cut}; returns what is to be done after the act. */
  before(method: string): Promise<() => Promise<void>>
}

/** Faults in the order they were set; a call uses up those that fit it, as far as the first that ends it. */
export const createFaults = (
  clock: Clock,
  line: { readonly offline: () => Promise<void>; readonly online: () => Promise<void> },
): FaultBox => {
  let faults: Fault[] = []
  let unauthorized = false
  const add = (method: string, times: number, parts: Omit<Fault, 'method' | 'left'>): void => {
    faults.push({ method: method.toLowerCase(), left: times, ...parts })
  }
  const cut = (): void => {
    throw new Cut('the connection is cut')
  }
  return {
    faults: {
      fail: (method, { code, description, parameters }, { times = 1 } = {}) =>
        add(method, times, {
          ends: true,
          before: () => {
            throw new Refusal(code, description, parameters)
          },
        }),
      drop: (method, when, { times = 1 } = {}) =>
        add(method, times, { ends: true, ...(when === 'before' ? { before: cut } : { after: cut }) }),
      delay: (method, ms, { times = 1 } = {}) => add(method, times, { ends: false, after: () => sleep(clock, ms) }),
      hold: (method, { times = 1 } = {}) => {
        const door = gate()
        const arrival = gate()
        add(method, times, {
          ends: false,
          before: () => {
            arrival.open()
            return door.opened
          },
        })
        return { ...door, reached: arrival.opened }
      },
      unauthorized: (on) => {
        unauthorized = on
      },
      conflict: ({ times = 1 } = {}) =>
        add('getUpdates', times, {
          ends: true,
          before: () => {
            throw otherPoll()
          },
        }),
      offline: line.offline,
      online: line.online,
      clear: () => {
        faults = []
        unauthorized = false
      },
    },
    before: async (method) => {
      if (unauthorized) throw new Refusal(401, 'Unauthorized')
      const fitting = faults.filter((fault) => fault.method === '*' || fault.method === method.toLowerCase())
      const last = fitting.findIndex((fault) => fault.ends)
      const hit = last === -1 ? fitting : fitting.slice(0, last + 1)
      for (const fault of hit) fault.left -= 1
      faults = faults.filter((fault) => fault.left > 0)
      for (const fault of hit) await fault.before?.()
      return async () => {
        for (const fault of hit) await fault.after?.()
      }
    },
  }
}
