import type { Bridge } from '@shared/ipc.ts'

declare global {
  interface Window {
    /** Put there by the preload; missing in a plain browser. */
    readonly switchboard?: Bridge
  }
}

/** The way to main. In a plain browser during development: the sample data of `dev/`. */
export async function findBridge(): Promise<Bridge> {
  if (window.switchboard) return window.switchboard
  if (import.meta.env.DEV || import.meta.env.MODE === 'sample') {
    const { createSampleBridge } = await import('../dev/bridge.ts')
    return createSampleBridge(new URLSearchParams(location.search))
  }
  throw new Error('the preload script did not run: window.switchboard is missing')
}
