import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestContext } from 'vitest'

import { completion } from './completion.ts'

const run = promisify(execFile)

let dir = ''
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'completion-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))

/** Lays the shell's script into a file and gives its path; skips the test, with the reason, where there is no such shell. */
async function script(shell: string, context: TestContext): Promise<string> {
  await run(shell, ['-c', 'exit']).catch(() => context.skip(`${shell} is not on the PATH of this machine`))
  const path = join(dir, `_switchboard.${shell}`)
  await writeFile(path, completion(shell) ?? '')
  return path
}

describe('completion of `switchboard ctl`', () => {
  it('works in a real bash', async (context) => {
    const path = await script('bash', context)
    const asked = async (...words: string[]): Promise<string> => {
      const line = `COMP_WORDS=(switchboard "$@"); COMP_CWORD=$#; _switchboard; echo "\${COMPREPLY[@]}"`
      const { stdout } = await run('bash', ['-c', `source ${path}; ${line}`, 'bash', ...words])
      return stdout.trim()
    }
    expect(await asked('c')).toBe('ctl')
    expect(await asked('ctl', 'sho')).toBe('show')
    expect(await asked('--user-data-dir', '=', '/d', 'ctl', 'sho')).toBe('show')
    expect(await asked('ctl', 'say', 'Ann', '--w')).toBe('--wait')
    expect(await asked('ctl', 'completion', 'z')).toBe('zsh')
    expect(await asked('ctl', 'help', 'arch')).toBe('archive')
  })

  it('works in a real zsh, typed at a terminal', async (context) => {
    const path = await script('zsh', context)
    // What Enter runs at the end tells what Tab has made of the line.
    const pty = `zmodload zsh/zpty
zpty -b shell "zsh -f -i"
zpty -w shell 'PS1= PROMPT_EOL_MARK= ; unsetopt beep; cd ${dir}; autoload -U compinit; compinit -u -D'
zpty -w shell 'source ${path}; switchboard() { print -r -- "RAN<$*>" }; print rea""dy'
zpty -r -m shell out '*ready*'
for line in "$@"; do
  zpty -w -n shell "$line"$'\\t\\n'
  zpty -r -m shell out '*RAN<*>*'
  print -r -- "$out"
done`
    const typed = [
      ['switchboard c', 'ctl'],
      ['switchboard --user-data-dir=/d ctl sho', '--user-data-dir=/d ctl show'],
      ['switchboard ctl say Ann --w', 'ctl say Ann --wait'],
      ['switchboard ctl completion z', 'ctl completion zsh'],
      ['switchboard ctl backup _swi', 'ctl backup _switchboard.zsh'],
    ]
    const lines = typed.map(([line = '']) => line)
    const { stdout } = await run('zsh', ['-f', '-c', pty, 'zsh', ...lines], { timeout: 10_000 })
    expect([...stdout.matchAll(/RAN<(.*?)>/g)].map(([, ran]) => ran)).toEqual(typed.map(([, ran]) => ran))
  })

  it('works in a real fish', async (context) => {
    const path = await script('fish', context)
    const asked = async (line: string): Promise<string[]> => {
      const { stdout } = await run('fish', ['--no-config', '-c', `source ${path}; cd ${dir}; complete -C '${line}'`])
      return stdout.trim().split('\n')
    }
    expect(await asked('switchboard c')).toEqual(['ctl\tsteer the running app'])
    expect(await asked('switchboard ctl sho')).toEqual(['show\tEverything about one chat or session.'])
    expect(await asked('switchboard --user-data-dir=/d ctl sho')).toHaveLength(1)
    expect(await asked('switchboard ctl say Ann --w')).toEqual(['--wait\twait for the answer'])
    expect(await asked('switchboard ctl completion z')).toEqual(['zsh'])
    expect(await asked('switchboard ctl backup _swi')).toEqual(['_switchboard.fish'])
  })
})
