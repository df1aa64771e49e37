import { expect, test } from 'vitest'

import { nodeProblem } from './node-version.mjs'

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('Node %s is new enough', (version) => {
  expect(nodeProblem(version)).toBeUndefined()
})

test.each(['20.18.3', '18.20.0', '8.0.0'])('Node %s is refused with what to do', (version) => {
  expect(nodeProblem(version)).toContain(`needs Node 20.19.0 or newer; this is Node ${version}`)
})
