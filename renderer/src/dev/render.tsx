import { type RenderResult, act, render } from '@testing-library/react'

import { Root } from '@/app/root.tsx'

import { type SampleBridge, createSampleBridge } from './bridge.ts'

/** The whole window over sample data, once its first snapshot has come. For tests. */
export async function renderWindow(wish = ''): Promise<RenderResult & { bridge: SampleBridge }> {
  // Each begins without what another one left unsent.
  localStorage.clear()
  const bridge = createSampleBridge(new URLSearchParams(wish))
  const result = render(<Root bridge={bridge} />)
  await settled()
  return { ...result, bridge }
}

/** What the window asked of main, by name. */
export const callsOf = (bridge: SampleBridge, name: string): unknown[] =>
  bridge.called.filter(([called]) => called === name).map(([, input]) => input)

/** Once all that main has answered is shown: its answers come in microtasks, so one turn of the loop is enough. */
export const settled = (): Promise<void> => act(() => new Promise<void>((resolve) => void setTimeout(resolve, 0)))
