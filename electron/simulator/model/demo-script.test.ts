import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Model } from './api.ts'
import { createModel } from './create.ts'
import { installDemoScript } from './demo-script.ts'
import { hear } from './testing.ts'

describe('the demo’s answers', () => {
  let model: Model
  beforeEach(async () => {
    model = await createModel()
    installDemoScript(model)
  })
  afterEach(() => model.close())

  it.each([
    ['Good morning', 'You wrote: “Good morning”.\n'],
    ['Good morning.', 'You wrote: “Good morning.”\n'],
    ['How are you?', 'You wrote: “How are you?”\n'],
    ['x'.repeat(300), `You wrote: “${'x'.repeat(200)}…”\n`],
  ])('repeat what they do not know, with one full stop: %s', async (said, answer) => {
    expect((await hear(model, said)).text).toContain(answer)
  })
})
