import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { Secret } from '../shared/secret.ts'
import type { Demo as Simulators } from '../simulator/index.ts'
import { assemble } from './assembly.ts'
import type { Assembly } from './assembly.ts'

type AssembleOptions = Parameters<typeof assemble>[0]

/** A demo that runs: simulated Telegram and model, and a line of its own that talks to them. */
export interface DemoLine {
  readonly assembly: Assembly
  readonly simulators: Simulators
  close(deadlineMs: number): Promise<void>
}

/** Variables that lead to real accounts; none of them may reach the demo. */
const REAL = /^(TELEGRAM_|ANTHROPIC_|CLAUDE_|WEBHOOK_|MAX_|IDLE_)/

/** What the demo's line and its Claude see: the simulators, a home of their own, and nothing of the person's. Pure. */
export function demoEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  demo: Pick<Simulators, 'apiRoot' | 'userId' | 'anthropicBaseUrl' | 'apiKey'>,
  places: { home: string; work: string; executable: string | null },
): Record<string, string | undefined> {
  const kept = Object.fromEntries(Object.entries(environment).filter(([name]) => !REAL.test(name)))
  return {
    ...kept,
    HOME: places.home,
    USERPROFILE: places.home,
    TELEGRAM_API_ROOT: demo.apiRoot,
    TELEGRAM_ALLOWED_USERS: String(demo.userId),
    CLAUDE_WORKING_DIR: places.work,
    ANTHROPIC_BASE_URL: demo.anthropicBaseUrl,
    ANTHROPIC_API_KEY: demo.apiKey,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    ...(places.executable ? { CLAUDE_CLI_PATH: places.executable } : {}),
  }
}

/** Starts a demo in a folder of its own that is made anew each time: it touches no real settings, sessions or directories. */
export async function startDemoLine(
  options: AssembleOptions & { readonly executable: string | null },
): Promise<DemoLine> {
  const root = join(options.dataDir, 'demo')
  const home = join(root, 'home')
  const work = join(home, 'project')
  const dataDir = join(root, 'data')
  await rm(root, { recursive: true, force: true })
  await Promise.all([mkdir(work, { recursive: true }), mkdir(dataDir, { recursive: true, mode: 0o700 })])
  // Not loaded unless somebody tries the demo.
  const { startDemo } = await import('../simulator/index.ts')
  const simulators = await startDemo({ dir: work, clock: options.clock })
  const places = { home, work, executable: options.executable }
  const build = async (): Promise<Assembly> => {
    const assembly = await assemble({
      ...options,
      dataDir,
      home,
      environment: demoEnvironment(options.environment, simulators, places),
      token: () => new Secret(simulators.token),
      voiceKey: () => null,
    })
    await assembly.start()
    return assembly
  }
  const assembly = await build().catch(async (error: unknown) => {
    await simulators.close()
    throw error
  })
  return {
    assembly,
    simulators,
    async close(deadlineMs) {
      await assembly.close(deadlineMs)
      await simulators.close()
    },
  }
}
