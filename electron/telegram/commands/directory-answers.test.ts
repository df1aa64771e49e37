import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { commandRig, MEMBER, texts } from '../testing/command-rig.ts'

let top = ''
let start = ''
beforeEach(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'directories-')))
  start = join(top, 'start')
  await mkdir(join(start, 'inner'), { recursive: true })
  await mkdir(join(top, 'other'))
  await symlink(join(top, 'other'), join(start, 'way-out'))
})
afterEach(() => rm(top, { recursive: true, force: true }))

const rigged = () =>
  commandRig({
    settings: (s) => void Object.assign(s.directories, { roots: [top], initial: start, favourites: [top] }),
  })

describe('the directories of a member', () => {
  it('lie below the one where chats start, by command and by button, links resolved', async () => {
    const rig = await rigged()
    const no = expect.stringMatching(/is outside .*start\. Only the owner may leave it\.$/)
    for (const path of [top, join(top, 'other'), join(start, '..'), join(start, 'way-out'), '/'])
      for (const answers of [
        await rig.type(`/cd ${path}`, { person: MEMBER }),
        await rig.type(`/ls ${path}`, { person: MEMBER }),
        await rig.press({ verb: 'cd', arg: path }, { person: MEMBER }),
        await rig.press({ verb: 'look', arg: `0:${path}` }, { person: MEMBER }),
      ])
        expect(texts(answers), path).toEqual([no])
    expect(rig.sessions.chat(rig.key)?.directory).toBe(start)
    expect(texts(await rig.type(`/cd ${join(start, 'inner')}`, { person: MEMBER }))[0]).toMatch(/^Directory: .*inner/)
  })

  it('have no button that leads out of it', async () => {
    const rig = await rigged()
    const leads = async (person?: typeof MEMBER) => {
      const [browser] = await rig.press({ verb: 'look', arg: `0:${start}` }, person && { person })
      return browser?.buttons.map(({ label }) => label)
    }
    expect(await leads(MEMBER)).not.toContain('⬆ Up')
    expect(await leads()).toContain('⬆ Up')
  })

  it('of the owner are all below the roots', async () => {
    const rig = await rigged()
    expect(texts(await rig.type(`/cd ${join(top, 'other')}`))[0]).toMatch(/^Directory: .*other/)
    expect(texts(await rig.press({ verb: 'look', arg: '0:/' }))[0]).toContain('outside the allowed directories')
  })
})

it('a file that is asked for goes out with the directory that it must still lie in when it is opened', async () => {
  const rig = await rigged()
  await writeFile(join(start, 'a.txt'), 'x')
  await rig.sessions.setDirectory(rig.key, start, { surface: 'dashboard' })
  expect(await rig.type('/get a.txt')).toEqual([])
  expect(rig.files).toMatchObject([{ path: join(start, 'a.txt'), within: start }])
  expect(texts(await rig.type('/get way-out/../../other'))[0]).toContain('is outside')
})
