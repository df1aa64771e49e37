/**
 * Packs small files into an asar archive, the format that Electron loads `default_app.asar` from: a Chromium pickle
 * with a JSON header (https://github.com/electron/asar#format), then the files one after the other.
 * @param {Record<string, string>} files name to content, one level deep
 * @returns {Buffer}
 */
export function packAsar(files) {
  const bodies = Object.values(files).map((text) => Buffer.from(text))
  let offset = 0
  const entries = Object.keys(files).map((name, index) => {
    const size = bodies[index]?.length ?? 0
    const entry = [name, { size, offset: String(offset) }]
    offset += size
    return entry
  })
  const json = Buffer.from(JSON.stringify({ files: Object.fromEntries(entries) }))
  const padded = Math.ceil(json.length / 4) * 4
  const header = Buffer.alloc(16 + padded)
  header.writeUInt32LE(4, 0)
  header.writeUInt32LE(padded + 8, 4)
  header.writeUInt32LE(padded + 4, 8)
  header.writeUInt32LE(json.length, 12)
  json.copy(header, 16)
  return Buffer.concat([header, ...bodies])
}
