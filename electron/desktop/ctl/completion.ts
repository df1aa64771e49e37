import { VERBS } from './verbs.ts'

const names = (): string => [...VERBS.map((verb) => verb.name), 'completion', 'help'].join(' ')

const options = (verb: (typeof VERBS)[number]): string =>
  ['--json', ...Object.keys(verb.options ?? {}).map((name) => `--${name}`)].join(' ')

const bash = (): string => `# eval "$(switchboard ctl completion bash)"
_switchboard() {
  local word="\${COMP_WORDS[COMP_CWORD]}"
  [ "\${COMP_WORDS[1]}" = ctl ] || { [ "$COMP_CWORD" = 1 ] && COMPREPLY=($(compgen -W "ctl" -- "$word")); return; }
  [ "$COMP_CWORD" = 2 ] && { COMPREPLY=($(compgen -W "${names()}" -- "$word")); return; }
  case "\${COMP_WORDS[2]}" in
${VERBS.map((verb) => `    ${verb.name}) COMPREPLY=($(compgen -W "${options(verb)}" -- "$word"));;`).join('\n')}
  esac
}
complete -o default -F _switchboard switchboard
`

const zsh = (): string => `#compdef switchboard
# eval "$(switchboard ctl completion zsh)"
_switchboard() {
  if (( CURRENT == 2 )); then compadd ctl
  elif (( CURRENT == 3 )); then compadd ${names()}
  else
    case "$words[3]" in
${VERBS.map((verb) => `      ${verb.name}) compadd -- ${options(verb)};;`).join('\n')}
    esac
    _files
  fi
}
compdef _switchboard switchboard
`

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`\'`)}'`

const fish = (): string => {
  const under = (verb: string): string => `-n '__fish_seen_subcommand_from ${verb}'`
  const lines = VERBS.flatMap((verb) => [
    `complete -c switchboard $first -a ${verb.name} -d ${quoted(verb.help)}`,
    `complete -c switchboard ${under(verb.name)} -l json`,
    ...Object.entries(verb.options ?? {}).map(
      ([name, { help }]) => `complete -c switchboard ${under(verb.name)} -l ${name} -d ${quoted(help)}`,
    ),
  ])
  return `# switchboard ctl completion fish | source
complete -c switchboard -n __fish_use_subcommand -a ctl
set -l first -n '__fish_seen_subcommand_from ctl; and not __fish_seen_subcommand_from ${names()}'
${lines.join('\n')}
complete -c switchboard $first -a 'completion help'
`
}

/** A completion script, or null for a shell we do not know. Made from the verbs themselves. */
export function completion(shell: string | undefined): string | null {
  if (shell === 'bash') return bash()
  if (shell === 'zsh') return zsh()
  return shell === 'fish' ? fish() : null
}
