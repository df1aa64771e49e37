/** Colours and cursor movements of terminals: tools print them, and nobody can read what is left of them. */
// eslint-disable-next-line no-control-regex -- the escape character is what begins such a sequence
const TERMINAL = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]{0,500}(?:\u0007|\u001b\\))/g

/**
 * Text as Telegram keeps it: without carriage returns, control characters and what its server takes away
 * (TDLib `clean_input_string`), so that offsets that we count are offsets that Telegram counts.
 */
export function clean(text: string): string {
  return wellFormed(
    text
      .replaceAll('\r\n', '\n')
      .replaceAll(TERMINAL, '')
      // eslint-disable-next-line no-control-regex -- control characters are exactly what is replaced
      .replaceAll(/[\u0000-\u0009\u000b-\u001f]/g, (char) => (char === '\t' ? '    ' : ''))
      // Bidirectional overrides and the vertical-mark characters that TDLib removes as abuse.
      .replaceAll(/\u033f|\u0333|\u030a|[\u202a-\u202e\u2028\u2029]/g, ''),
  )
}

/** The text with each lone half of a surrogate pair replaced: the Bot API refuses a request that has one. Same length. */
export const wellFormed = (text: string): string =>
  text.replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')

/** Whether nothing can be seen: Telegram refuses such a text as empty (TDLib `strip_empty_characters`). */
export const isBlank = (text: string): boolean => /^[\s\p{Default_Ignorable_Code_Point}\u2800\ufffc]*$/u.test(text)
