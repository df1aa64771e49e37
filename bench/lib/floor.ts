import { open } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import { monotonicMs } from './monotonic.ts'

/** The journal's records on the way of a prompt: the update, the accepted prompt, the given prompt. */
const RECORDS = 3

/** What the way in costs on this machine, at this moment, with no program around it. */
export interface Floor {
  /** Milliseconds of one HTTP exchange on loopback and three appends, each made durable. */
  measure(): Promise<number>
  close(): Promise<void>
}

/** Opens a file in that directory and a server on loopback. */
export async function openFloor(directory: string): Promise<Floor> {
  const file = await open(join(directory, 'floor'), 'a')
  const server = createServer((_, response) => response.end('{}'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const record = Buffer.alloc(400, 'x')
  return {
    async measure() {
      const began = monotonicMs()
      await (await fetch(`http://127.0.0.1:${port}`)).text()
      for (let index = 0; index < RECORDS; index += 1) {
        await file.writeFile(record)
        await file.datasync()
      }
      return monotonicMs() - began
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await file.close()
    },
  }
}
