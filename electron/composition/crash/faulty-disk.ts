import { basename } from 'node:path'

import type { Disk, DiskFile } from '../../storage/disk.ts'
import type { Faults } from './fault-plan.ts'

const wrapFile = (inner: DiskFile, file: string, faults: Faults): DiskFile => {
  let text = ''
  return {
    ...inner,
    async write(bytes) {
      text = Buffer.from(bytes).toString('utf8')
      faults.pass({ op: 'write', file, when: 'before', text })
      await inner.write(bytes)
      faults.pass({ op: 'write', file, when: 'after', text })
    },
    async sync() {
      faults.pass({ op: 'sync', file, when: 'before', text })
      await inner.sync()
      faults.pass({ op: 'sync', file, when: 'after', text })
    },
  }
}

/** A disk on which the host can be killed, and which can fail, before and after each write, fsync and rename. */
export const faultyDisk = (inner: Disk, faults: Faults): Disk => ({
  ...inner,
  open: async (path, flags) => wrapFile(await inner.open(path, flags), basename(path), faults),
  async rename(from, to) {
    const file = basename(to)
    faults.pass({ op: 'rename', file, when: 'before', text: '' })
    await inner.rename(from, to)
    faults.pass({ op: 'rename', file, when: 'after', text: '' })
  },
})
