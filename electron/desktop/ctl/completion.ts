import { ALONE } from './help.ts'
import type { Verb } from './verb.ts'
import { VERBS } from './verbs.ts'
import { optionsOf } from './words.ts'

/** What the shells can offer behind a verb. */
interface Offer {
  readonly name: string
  readonly help: string
  readonly options: readonly (readonly [name: string, help: string])[]
  /** Words that can follow. */
  readonly words: readonly string[]
  /** A file or directory can follow. */
  readonly files: boolean
}

const offer = (verb: Verb): Offer => {
  const options = [...optionsOf(verb)]
  const values = [verb.usage, ...options.map(([, { value }]) => value ?? '')]
  return {
    name: verb.name,
    help: verb.help,
    options: options.map(([name, { help }]) => [`--${name}`, help] as const),
    words: [],
    files: values.some((value) => /FILE|DIRECTORY/.test(value)),
  }
}

const SHELLS = ['bash', 'zsh', 'fish']

const offers = (): Offer[] => {
  const verbs = [...VERBS, ...ALONE].map(({ name }) => name)
  const alone = ALONE.map(({ name, help }) => {
    return { name, help, words: name === 'help' ? verbs : SHELLS, options: [], files: false }
  })
  return [...VERBS.map(offer), ...alone]
}

const names = (): string =>
  offers()
    .map(({ name }) => name)
    .join(' ')

const after = ({ options, words }: Offer): string => [...options.map(([name]) => name), ...words].join(' ')

const bash = (): string => `# eval "$(switchboard ctl completion bash)"
_switchboard() {
  local word="\${COMP_WORDS[COMP_CWORD]}" ctl= verb= each
  COMPREPLY=()
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [ -n "$ctl" ]; then verb="\${verb:-$each}"; elif [ "$each" = ctl ]; then ctl=1; fi
  done
  if [ -z "$ctl" ]; then COMPREPLY=($(compgen -W "ctl" -- "$word"))
  elif [ -z "$verb" ]; then COMPREPLY=($(compgen -W "${names()}" -- "$word"))
  else
    case "$verb" in
${offers()
  .map((each) => `      ${each.name}) COMPREPLY=($(compgen -W "${after(each)}" -- "$word"));;`)
  .join('\n')}
    esac
  fi
}
complete -o default -F _switchboard switchboard
`

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** An item of zsh's `_describe`: a colon parts the word from what it means. */
const described = ([word, help]: readonly [string, string]): string => quoted(`${word}:${help.replaceAll(':', '\\:')}`)

const zshOffer = ({ name, options, words, files }: Offer): string => {
  const given = options.length > 0 ? [`options=(${options.map(described).join(' ')}); _describe -o option options`] : []
  const more = words.length > 0 ? [`compadd -- ${words.join(' ')}`] : files ? ['_files'] : []
  return `    ${name}) ${[...given, ...more].join('; ')};;`
}

const zsh = (): string => `#compdef switchboard
# eval "$(switchboard ctl completion zsh)", after compinit; or as _switchboard in a directory of $fpath
_switchboard() {
  local -a verbs options
  local -i at=\${words[(i)ctl]}
  if (( at >= CURRENT )); then compadd -- ctl; return; fi
  verbs=(${offers()
    .map(({ name, help }) => described([name, help]))
    .join(' ')})
  if (( CURRENT == at + 1 )); then _describe verb verbs; return; fi
  case $words[at+1] in
${offers().map(zshOffer).join('\n')}
  esac
}
if [[ $funcstack[1] = _switchboard ]]; then _switchboard "$@"; else compdef _switchboard switchboard; fi
`

const fishOffer = ({ name, options, words, files }: Offer): string[] => {
  const under = `complete -c switchboard -n '__fish_seen_subcommand_from ctl; and __fish_seen_subcommand_from ${name}'`
  return [
    ...options.map(([option, help]) => `${under} -l ${option.slice(2)} -d ${quoted(help)}`),
    ...(words.length > 0 ? [`${under} -a ${quoted(words.join(' '))}`] : []),
    ...(files ? [`${under} -F`] : []),
  ]
}

const fish = (): string => `# switchboard ctl completion fish | source
complete -c switchboard -f
complete -c switchboard -n __fish_use_subcommand -a ctl -d 'steer the running app'
set -l first -n '__fish_seen_subcommand_from ctl; and not __fish_seen_subcommand_from ${names()}'
${offers()
  .map(({ name, help }) => `complete -c switchboard $first -a ${name} -d ${quoted(help)}`)
  .join('\n')}
${offers().flatMap(fishOffer).join('\n')}
`

/** A completion script, or null for a shell we do not know. Made from the verbs themselves. */
export function completion(shell: string | undefined): string | null {
  if (shell === 'bash') return bash()
  if (shell === 'zsh') return zsh()
  return shell === 'fish' ? fish() : null
}
