import { describe, expect, it } from 'vitest'

import { toolFacts } from './tool-facts.ts'

const call = (name: string, input: unknown, summary = '') =>
  ({ type: 'tool', at: 0, id: 't', name, summary, input: JSON.stringify(input) }) as const
const result = (output: string, ok = true) => ({ type: 'tool result', at: 1, id: 't', ok, output }) as const

const options = [{ label: 'users', description: '' }]
const questions = [
  { question: 'Which databases?', header: 'Databases', multiSelect: true, options },
  { question: 'When?', header: 'When', multiSelect: false, options },
]
const asks = call('AskUserQuestion', { questions })
const answered = (answers: string) =>
  toolFacts(asks, result(`Your questions have been answered: ${answers}. You can now continue with these answers.`))

describe('a question', () => {
  it('stands in its row with the answer, each of several', () => {
    const facts = answered('"Which databases?"="users, events", "When?"="tonight"')
    expect(facts.asked).toEqual([
      { question: 'Which databases?', answer: 'users, events' },
      { question: 'When?', answer: 'tonight' },
    ])
    expect(facts.line).toBe('Which databases? → users, events · When? → tonight')
  })

  it('has its answer whatever stands in it, and without the notes after it', () => {
    expect(answered('"Which databases?"="the ones "we" own. All, "users" too", "When?"="now"').asked?.[0]?.answer).toBe(
      'the ones "we" own. All, "users" too',
    )
    expect(answered('"Which databases?"="users" user notes: be careful, "When?"="now"').asked).toEqual([
      { question: 'Which databases?', answer: 'users' },
      { question: 'When?', answer: 'now' },
    ])
    expect(toolFacts(asks, result('The user answered: "When?"="ask me later"')).asked?.[1]?.answer).toBe('ask me later')
  })

  it('stands there alone while nobody has answered, or nobody did', () => {
    expect(toolFacts(asks, null).line).toBe('Which databases? · When?')
    expect(toolFacts(asks, result('Declined: Nobody answered in time.', false))).toMatchObject({
      line: 'Which databases? · When?',
      denied: 'Nobody answered in time.',
    })
  })

  it('is any tool where its input cannot be read', () => {
    expect(toolFacts({ ...asks, input: '{"questions":[{"ques' }, null).asked).toBeNull()
  })
})

describe('a plan', () => {
  it('is called by its title and kept as Markdown', () => {
    const plan = '# Plan: move sessions to **Postgres**\n\n## Steps\n1. go'
    expect(toolFacts(call('ExitPlanMode', { plan }, '# Plan: …'), null)).toMatchObject({
      line: 'move sessions to Postgres',
      plan,
      spoken: true,
    })
  })
})

describe('a call that did not succeed', () => {
  it('was denied or has failed', () => {
    const bash = call('Bash', { command: 'make' }, 'make')
    expect(toolFacts(bash, result('Declined: not before 18:00', false)).denied).toBe('not before 18:00')
    expect(toolFacts(bash, result('Exit code 2', false)).denied).toBeNull()
    // What a tool that ran gives back may look like anything.
    expect(toolFacts(bash, result('Declined: by the bank')).denied).toBeNull()
  })
})
