import { crc32 } from 'node:zlib'

/** Eight hex digits of CRC-32 (zlib's), a space, JSON. JSON holds no raw line break, so a line is a record. */
export function encodeLine(record: unknown): string {
  const text = JSON.stringify(record)
  return `${checksum(text)} ${text}\n`
}

/** The record of a line without its line break, or undefined where the line is not what was written. */
export function decodeLine(line: string): unknown {
  const text = line.slice(9)
  if (line[8] !== ' ' || checksum(text) !== line.slice(0, 8)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, '0')
