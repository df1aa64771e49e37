import type { CallOutput } from '@shared/ipc.ts'

import { useServices } from '@/lib/services.ts'
import { useAsked } from '@/lib/use-asked.ts'

export type SettingsView = CallOutput<'settings.get'>

/** The settings, asked for again after each change: main is the one that knows. */
export function useSettings() {
  const { client } = useServices()
  const { value, error, again } = useAsked(() => client.ask('settings.get'))
  const set = async (path: string, to: unknown): Promise<string | null> => {
    const reply = await client.ask('settings.set', { path, value: to })
    again()
    return reply.ok ? null : reply.message
  }
  const reset = async (path: string) => {
    await client.call('settings.reset', { path })
    again()
  }
  return { view: value, error, again, set, reset }
}
