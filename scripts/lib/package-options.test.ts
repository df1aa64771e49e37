import { expect, test } from 'vitest'

import { builderArguments, claudeFiles, packageRefusal } from './package-options.mjs'

const standIn = { kind: 'stand-in', version: '33.2.1', directory: '/e', executable: '/e/electron' } as const
const pinned = { ...standIn, kind: 'pinned', version: '45.4.1' } as const

test('installers are never made from the stand-in', () => {
  expect(packageRefusal({ installers: true, env: {}, electron: standIn })).toContain('only the stand-in 33.2.1')
  expect(packageRefusal({ installers: false, env: {}, electron: standIn })).toBeUndefined()
  expect(packageRefusal({ installers: true, env: {}, electron: pinned })).toBeUndefined()
})

test('an unpacked app is made from the Electron at hand and is never published', () => {
  const args = builderArguments({ installers: false, env: { SWITCHBOARD_PUBLISH: '1' }, electron: standIn })
  expect(args).toEqual(['-c.electronVersion=33.2.1', '--dir', '-c.electronDist=/e', '--publish', 'never'])
})

test('the e2e build switches on the inspector and nothing else', () => {
  const args = builderArguments({ installers: false, env: { SWITCHBOARD_E2E_BUILD: '1' }, electron: pinned })
  expect(args.filter((argument) => argument.includes('Fuses'))).toEqual([
    '-c.electronFuses.enableNodeCliInspectArguments=true',
  ])
})

test('a release is published where the repository is', () => {
  const env = { GITHUB_REPOSITORY: 'someone/switchboard', SWITCHBOARD_PUBLISH: '1' }
  const args = builderArguments({ installers: true, env, electron: pinned })
  const homepage = '-c.extraMetadata.homepage=https://github.com/someone/switchboard'
  expect(args).toEqual(
    expect.arrayContaining(['-c.publish.owner=someone', '-c.publish.repo=switchboard', homepage, 'always']),
  )
})

test('the Claude executable is found in a package by its name, its home or its size', () => {
  const files = [
    { path: 'switchboard', size: 190e6 * 2 },
    { path: 'resources/app.asar', size: 3e6 },
    { path: 'resources/claude', size: 10 },
    { path: 'node_modules/@anthropic-ai/claude-agent-sdk-linux-x64/x', size: 10 },
    { path: 'resources/blob', size: 360e6 },
  ]
  expect(claudeFiles(files, 'switchboard')).toEqual(files.slice(2).map(({ path }) => path))
})
