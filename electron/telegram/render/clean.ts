/**
 * Text as Telegram keeps it: without carriage returns, control characters and what its server takes away
 * (TDLib `clean_input_string`), so that offsets that we count are offsets that Telegram counts.
 */
export function clean(text: string): string {
  return (
    text
      .replaceAll('\r\n', '\n')
      // eslint-disable-next-line no-control-regex -- control characters are exactly what is replaced
      .replaceAll(/[\u0000-\u0009\u000b-\u001f]/g, (char) => (char === '\t' ? '    ' : ''))
      // Bidirectional overrides and the vertical-mark characters that TDLib removes as abuse.
      .replaceAll(/\u033f|\u0333|\u030a|[\u202a-\u202e\u2028\u2029\u200e\u200f]/g, '')
      // A lone half of a surrogate pair is no text at all.
      .replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
  )
}
