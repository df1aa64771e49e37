import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

import { expect, it } from 'vitest'

import { transcribeByCommand } from './command.ts'

const run = promisify(execFile)

/** A robot's voice is far from the recogniser's training, so it is told what kind of sentence to listen for. */
const GRAMMAR = `#JSGF V1.0;
grammar moves;
public <move> = (go | turn) (forward | backward | left | right) (one | two | five | ten | ninety) (meters | degrees);
`

/** Debian's packages espeak-ng, opus-tools, pocketsphinx and pocketsphinx-en-us bring these. */
const NEEDED = ['espeak-ng', 'opusenc', 'opusdec', 'pocketsphinx_continuous']

const isThere = async (program: string): Promise<boolean> => {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const tries = folders.map((folder) => access(join(folder, program), constants.X_OK))
  return (await Promise.allSettled(tries)).some(({ status }) => status === 'fulfilled')
}
const present = await Promise.all(NEEDED.map(isThere))
const missing = NEEDED.filter((_program, index) => present[index] === false)
const without = missing.length === 0 ? '' : ` (SKIPPED: ${missing.join(', ')} not found on this machine)`

// A real voice note through a real recogniser: espeak-ng speaks, opusenc packs it as Telegram's clients do,
// and a small script of the kind that people write unpacks it and asks pocketsphinx.
it.skipIf(missing.length > 0)(
  `turns a spoken OGG/Opus voice note into words with a local recogniser${without}`,
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'spoken-'))
    try {
      const wav = join(dir, 'note.wav')
      const ogg = join(dir, 'note.ogg')
      await run('espeak-ng', ['-v', 'en-us', '-s', '130', '-w', wav, 'turn left ninety degrees'])
      await run('opusenc', ['--quiet', wav, ogg])
      const grammar = join(dir, 'moves.jsgf')
      await writeFile(grammar, GRAMMAR)
      const script = join(dir, 'transcribe.sh')
      const model = '/usr/share/pocketsphinx/model/en-us'
      await writeFile(
        script,
        `set -e\nopusdec --quiet --rate 16000 "$1" "${dir}/16k.wav"\npocketsphinx_continuous -infile "${dir}/16k.wav" -hmm ${model}/en-us -jsgf ${grammar} -dict ${model}/cmudict-en-us.dict 2>/dev/null\n`,
      )
      const result = await transcribeByCommand({
        command: `sh ${script} {file}`,
        file: { path: ogg, name: 'note.ogg', mime: 'audio/ogg' },
      })
      expect(result).toEqual({ ok: true, value: 'turn left ninety degrees' })
    } finally {
      await rm(dir, { recursive: true, force: true })
    }
  },
)
