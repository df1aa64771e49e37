import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

import { cleanEnv } from './clean-env.ts'

/** The Claude Code that the development build finds by itself. */
export const CLAUDE = resolve(import.meta.dirname, '../../node_modules/@anthropic-ai/claude-agent-sdk-linux-x64/claude')

/** Claude Code as a person runs it: in a terminal, with its own screen. */
export interface TerminalClaude {
  /** Closes the terminal's window; Claude ends soon after. */
  close(): Promise<void>
}

/** Opens a terminal in a directory with Claude Code in it, and gives it a prompt. Linux only (`script` makes the terminal). */
export async function openTerminalClaude(given: {
  readonly home: string
  readonly directory: string
  readonly prompt: string
  readonly env: Readonly<Record<string, string>>
}): Promise<TerminalClaude> {
  const { home, directory, prompt, env } = given
  // What Claude asks a person at its first start has been answered.
  const key = env['ANTHROPIC_API_KEY'] ?? ''
  const answers = {
    hasCompletedOnboarding: true,
    theme: 'dark',
    customApiKeyResponses: { approved: [key.slice(-20)], rejected: [] },
    projects: { [directory]: { hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true } },
  }
  await writeFile(join(home, '.claude.json'), JSON.stringify(answers), { mode: 0o600 })
  const terminal = spawn('script', ['-qec', `"${CLAUDE}" '${prompt}'`, '/dev/null'], {
    cwd: directory,
    env: { ...cleanEnv(process.env, home), ...env, TERM: 'xterm-256color' },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  return {
    async close() {
      // With `script` the terminal itself is gone, and the system tells Claude so.
      terminal.kill('SIGKILL')
      if (terminal.exitCode === null && terminal.signalCode === null) await once(terminal, 'exit')
    },
  }
}
