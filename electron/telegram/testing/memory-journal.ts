import type { Journal } from '../../storage/port.ts'

/** Records that outlive a "restart" of the test; `full` makes the disk refuse. */
export class MemoryDisk<T> {
  records: T[] = []
  appends = 0
  /** What a line takes: large lines bring a journal to its limit with few of them. */
  recordBytes = 100
  full: Error | null = null
}

/** A journal on such a disk. Opening it again is a restart. */
export const memoryJournal = <T>(disk: MemoryDisk<T>): Journal<T> => ({
  found: structuredClone(disk.records),
  append: async (...records) => {
    await Promise.resolve()
    if (disk.full) throw disk.full
    disk.appends += 1
    disk.records.push(...structuredClone(records))
  },
  compact: async (live) => void (disk.records = structuredClone([...live()])),
  get size() {
    return disk.records.length * disk.recordBytes
  },
  close: async () => undefined,
})
