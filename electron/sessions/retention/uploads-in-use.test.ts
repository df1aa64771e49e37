import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { PromptId } from '../../shared/ids.ts'
import { FakeClaude } from '../testing/fake-claude.ts'
import { begun, harness, settle } from '../testing/harness.ts'
import { cleanupCandidates } from './candidates.ts'
import { createCleanupEffects } from './effects.ts'
import type { CleanupParts } from './effects.ts'

let dir = ''
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'uploads-test-'))))
afterEach(() => rm(dir, { recursive: true, force: true }))
const DAY = 86_400_000
const by = { surface: 'telegram' as const, userId: 7, name: 'Ann' }

const uploadsToRemove = async (rig: Pick<ReturnType<typeof harness>, 'sessions' | 'clock' | 'settings'>) => {
  const effects = createCleanupEffects({
    sessions: rig.sessions,
    store: { data: { sessions: {} } },
    inboxDir: join(dir, 'inbox'),
    logsDir: join(dir, 'logs'),
    clock: rig.clock,
  } as unknown as CleanupParts)
  const facts = await effects.facts(['temporary uploads'])
  const items = cleanupCandidates(facts, rig.settings.retention)
  return items.filter(({ group }) => group === 'temporary uploads').map(({ title }) => title)
}

async function withUpload() {
  const rig = await begun()
  await mkdir(join(dir, 'inbox', 'chat'), { recursive: true })
  const path = join(dir, 'inbox', 'chat', 'plan.pdf')
  await writeFile(path, 'x')
  const at = rig.clock.now() / 1000
  await utimes(path, at, at)
  const attachments = [{ kind: 'pdf' as const, path, name: 'plan.pdf', mime: 'application/pdf', size: 1 }]
  await rig.sessions.submit({ chat: rig.key, text: 'read it', attachments, actor: by })
  await settle()
  return rig
}

describe('an upload', () => {
  it('stays while its prompt asks "Continue · Ask again · Drop"', async () => {
    const first = await withUpload()
    first.claude.last.begin()
    const prompt = first.claude.last.given[0]?.id as PromptId
    // Killed, and the machine is off for eight days.
    first.clock.advance(8 * DAY)
    const claude = new FakeClaude()
    claude.answers.set(prompt, { found: true, ended: false, text: '' })
    const second = harness({ disk: first.disk, clock: first.clock, claude })
    await second.sessions.start()
    await settle()
    expect(second.sessions.view(first.key)?.question?.why).toBe('interrupted')
    expect(await uploadsToRemove(second)).toEqual([])
  })

  it('stays while its prompt runs', async () => {
    const rig = await withUpload()
    rig.clock.advance(8 * DAY)
    expect(rig.sessions.turn(rig.key)?.prompt?.text).toBe('read it')
    expect(await uploadsToRemove(rig)).toEqual([])
  })
})
