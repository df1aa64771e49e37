import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { ApprovalAnswer, Question } from '../../shared/approval.ts'
import { EXIT } from './protocol.ts'
import { ctlApp } from './testing.ts'

let dir = ''
let app: Awaited<ReturnType<typeof ctlApp>>
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ctl-'))
  app = await ctlApp(dir)
})
afterEach(async () => {
  await app.server.close()
  await rm(dir, { recursive: true, force: true })
})

const colour: Question = {
  question: 'Which colour?',
  header: '',
  multiSelect: false,
  options: [
    { label: 'Dark green', description: 'like a fir' },
    { label: 'Blue', description: '' },
  ],
}
const rooms: Question = { ...colour, question: 'Which rooms?', multiSelect: true }

/** A turn in which Claude asks these questions, or a permission where there are none. */
async function asked(...questions: Question[]) {
  const key = await app.chat(42)
  await app.say(key, 'go')
  app.claude.last.begin()
  const heard: ApprovalAnswer[] = []
  const request = {
    requestId: 'r1',
    kind: questions.length > 0 ? ('question' as const) : ('permission' as const),
    tool: 'Bash',
    input: {},
    title: 'Bash: ls',
    detail: 'ls',
    rule: null,
    questions,
    respond: (answer: ApprovalAnswer) => void heard.push(answer),
  }
  app.claude.last.say({ type: 'permission requested', request })
  return { id: app.sessions.approvals(key)[0]?.id ?? '', heard }
}

describe('requests at switchboard ctl', () => {
  it('answers a question by a label, however it is written, or in own words', async () => {
    const { id, heard } = await asked(colour)
    expect((await app.ctl('answer', id)).out).toBe('Which colour?\n- Dark green: like a fir\n- Blue')
    expect(await app.ctl('answer', id, 'dark', 'GREEN')).toMatchObject({ code: EXIT.ok, out: 'Answered.' })
    expect(heard).toEqual([{ decision: 'answer', answers: { 'Which colour?': 'Dark green' } }])
    const again = await asked(colour)
    await app.ctl('answer', again.id, '- rather', 'none')
    expect(again.heard).toEqual([{ decision: 'answer', answers: { 'Which colour?': '- rather none' } }])
  })

  it('answers several questions with one word each, and several choices parted by commas', async () => {
    const { id, heard } = await asked(colour, rooms)
    const short = await app.ctl('answer', id, 'blue')
    expect(short).toMatchObject({ code: EXIT.usage, err: expect.stringContaining('Claude wants 2 answers') })
    expect(short.err).toContain('Which rooms? (several may be chosen')
    expect(heard).toEqual([])
    await app.ctl('answer', id, 'blue', 'blue,dark green')
    const answers = { 'Which colour?': 'Blue', 'Which rooms?': 'Blue, Dark green' }
    expect(heard).toEqual([{ decision: 'answer', answers }])
  })

  it('says which verb is meant where the other kind of request is pending', async () => {
    const question = await asked(colour)
    expect(await app.ctl('approve', question.id)).toMatchObject({
      code: EXIT.failed,
      err: expect.stringContaining(`Answer it with \`answer ${question.id} …\``),
    })
    expect((await app.ctl('deny', question.id)).out).toBe('Denied.')
    const permission = await asked()
    expect((await app.ctl('answer', permission.id, 'yes')).err).toContain(`\`approve ${permission.id}\``)
    expect((await app.ctl('approve', permission.id)).out).toBe('Allowed.')
  })

  it('says what is missing, and what is not pending', async () => {
    expect((await app.ctl('approve')).out).toBe('Nothing is pending.')
    expect(await app.ctl('deny')).toMatchObject({ code: EXIT.usage, err: expect.stringContaining('Name a request') })
    expect(await app.ctl('answer')).toMatchObject({ code: EXIT.usage, err: expect.stringContaining('Name a question') })
    for (const verb of ['approve', 'answer', 'deny'])
      expect(await app.ctl(verb, 'none')).toMatchObject({
        code: EXIT.notFound,
        err: 'No request none is pending. `approve` lists those that are.',
      })
  })
})
