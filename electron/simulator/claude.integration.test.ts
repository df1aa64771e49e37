import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type CanUseTool, query, type SDKUserMessage } from '@anthropic-ai/claude-agent-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Model } from './model/api.ts'
import { createModel } from './model/create.ts'
import { installDemoScript } from './model/demo-script.ts'
import { after, ask, bash, error, plan, text } from './model/steps.ts'

const user = (content: string): SDKUserMessage => ({
  type: 'user',
  message: { role: 'user', content },
  parent_tool_use_id: null,
  session_id: '',
})

describe('the real Claude executable on the scripted model', () => {
  let model: Model
  let home: string
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'switchboard-model-'))
    model = await createModel()
  })
  afterAll(async () => {
    await model.close()
    await rm(home, { recursive: true, force: true })
  })

  /** Says the prompts one after another in one session; returns what each turn's result says. */
  const converse = async (
    prompts: readonly string[],
    canUseTool: CanUseTool,
    permissionMode: 'default' | 'plan' = 'default',
  ): Promise<string[]> => {
    const results: string[] = []
    let ended: () => void = () => undefined
    const input = async function* (): AsyncGenerator<SDKUserMessage> {
      for (const prompt of prompts) {
        const end = new Promise<void>((resolve) => {
          ended = resolve
        })
        yield user(prompt)
        await end
      }
    }
    const messages = query({
      prompt: input(),
      options: {
        cwd: home,
        permissionMode,
        canUseTool,
        env: {
          HOME: home,
          PATH: process.env.PATH,
          LANG: 'C.UTF-8',
          ANTHROPIC_BASE_URL: model.url,
          ANTHROPIC_API_KEY: model.apiKey,
          CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
          DISABLE_AUTOUPDATER: '1',
          CLAUDE_CODE_MAX_RETRIES: '2',
        },
      },
    })
    for await (const message of messages) {
      if (message.type !== 'result') continue
      results.push(message.subtype === 'success' ? message.result : message.errors.join('\n'))
      ended()
    }
    return results
  }

  const allow: CanUseTool = async (name, input) => ({
    behavior: 'allow',
    updatedInput: name === 'AskUserQuestion' ? { ...input, answers: { 'Which colour?': 'Blue' } } : input,
  })

  it('answers with text, runs a tool, asks a question, and is asked what it remembers', async () => {
    model.on('tool', [
      text('Running. '),
      bash('touch x; echo hi-$((1+2))'),
      after(({ text: said }) => `It said ${said}`),
    ])
    model.on('ask me', [ask('Which colour?', ['Red', 'Blue']), after(({ text: said }) => said)])
    const asked: string[] = []
    const results = await converse(['echo hello', 'tool', 'ask me', 'remember'], async (name, input, options) => {
      asked.push(name)
      return allow(name, input, options)
    })
    expect(results[0]).toBe('hello')
    expect(results[1]).toBe('It said hi-3')
    expect(results[2]).toContain('"Which colour?"="Blue"')
    expect(results[3]).toBe('1. echo hello\n2. tool\n3. ask me')
    expect(asked).toEqual(['Bash', 'AskUserQuestion'])
    expect(model.timesSaid('tool')).toBe(1)
    expect(model.requests().every(({ status }) => status === 200)).toBe(true)
  })

  it('tries again after an error that passes, and shows a plan as it was written', async () => {
    model.on('busy', [error(529, { times: 1 }), text('at last')])
    expect(await converse(['busy'], allow)).toEqual(['at last'])
    model.on('plan it', [plan('1. First this\n2. Then that'), after(({ text: said }) => said)])
    const [result] = await converse(['plan it'], allow, 'plan')
    expect(result).toContain('First this')
  })

  it('plays the demo: a question is asked again after a stop at it', async () => {
    installDemoScript(model)
    let asked = 0
    const [, second] = await converse(['question', 'question'], async (name, input, options) => {
      asked += 1
      return asked === 1 ? { behavior: 'deny', message: 'Stopped.', interrupt: true } : allow(name, input, options)
    })
    expect(asked).toBe(2)
    expect(second).toContain('Noted.')
  })

  it('plays the demo: writing a file asks first, then the file is there', async () => {
    installDemoScript(model)
    const asked: string[] = []
    const [result] = await converse(['write'], async (name, input, options) => {
      asked.push(name)
      return allow(name, input, options)
    })
    expect(asked).toEqual(['Write'])
    expect(result).toContain('Done')
    expect(await readFile(join(home, 'note.md'), 'utf8')).toContain('A note from the demo')
  })
})
