/**
 * A value that cannot be logged, serialised or printed by accident (1code #107: a token in plain text in a log).
 * `expose()` is called only where the value crosses into the one library that needs it.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  expose(): string {
    return this.#value
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }
}

/** Bot tokens (in an address the colon may be written `%3A`), API keys, bearer headers and passwords in addresses. */
const PATTERNS: readonly RegExp[] = [
  /(?<!\d)\d{6,12}(?::|%3A)[A-Za-z0-9_-]{30,}/gi,
  /\bsk-[A-Za-z0-9-]{3,10}-[A-Za-z0-9_-]{8,}\b/g,
  /\bsk-[A-Za-z0-9_-]{20,}\b/g,
  /(?<=\bbearer\s)[A-Za-z0-9._~+/=-]{8,}/gi,
  /(?<=:\/\/[^\s/?#@:"'`<>\\]{0,100}:)[^\s/?#@"'`<>\\]{1,200}(?=@)/g,
]

/** The text with everything that looks like a secret replaced. JSON stays JSON: no pattern reaches over a quote. */
export const redact = (text: string): string => PATTERNS.reduce((t, pattern) => t.replace(pattern, '[redacted]'), text)
