import { describe, expect, it } from 'vitest'

import { sampleApprovals } from '@/dev/approvals.ts'

import { shownWhole } from './shown-whole.ts'

const [permission, , plan] = sampleApprovals(0)
if (!permission || !plan) throw new Error('the sample has changed')
const wide = { width: 1200, beside: true }
const command = (lines: string) => ({
  ...permission,
  title: `Bash: ${lines.replaceAll(/\s+/g, ' ')}`,
  detail: `Says so\n\n\`\`\`bash\n${lines}\n\`\`\``,
})

describe('what a row shows of an approval', () => {
  it('is all of a command that is one line and fits', () => {
    expect(shownWhole(command('npm test'), wide)).toBe(true)
    expect(shownWhole(permission, wide)).toBe(true)
  })

  it('is not all of a command with several lines, however short', () => {
    expect(shownWhole(command('cd /\nls'), wide)).toBe(false)
  })

  it('is not all of a line that is cut, be it by the row or before', () => {
    const long = command('npm run deploy -- --environment staging')
    expect([1200, 800, 500].map((width) => shownWhole(long, { width, beside: true }))).toEqual([true, true, false])
    expect(shownWhole(long, { width: 500, beside: false })).toBe(false)
    expect(shownWhole({ ...long, title: 'Bash: npm run…' }, wide)).toBe(false)
  })

  it('is not what Claude says of a command instead of the command', () => {
    const said = { ...command('rm -rf /\nls'), detail: 'rm -rf / ls\n\n```bash\nrm -rf /\nls\n```' }
    expect(shownWhole(said, wide)).toBe(false)
  })

  it('is nothing of a plan', () => {
    expect(shownWhole(plan, wide)).toBe(false)
  })
})
