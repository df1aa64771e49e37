import type { Problem, ProblemCode } from '@shared/problems.ts'

/** What a problem's sentences name: the thing, and what is said of it. */
type Told = Pick<Problem, 'subject' | 'detail'>
/** What happened, and what to do about it. */
type Said = { readonly message: string; readonly remedy: string }

/** What is missing or broken, by name. */
export const problems: Record<ProblemCode, (told: Told) => Said> = {
  'no-token': () => ({
    message: 'No bot is connected.',
    remedy: 'Connect your bot in Settings → Bot, or set TELEGRAM_BOT_TOKEN.',
  }),
  'token-refused': () => ({
    message: 'Telegram refused the bot token (401).',
    remedy: 'Ask @BotFather for the current token and put it into Settings → Bot.',
  }),
  'another-poller': () => ({
    message: 'Another program polls with this bot token (409).',
    remedy: 'End the other program, or use another bot. Switchboard keeps trying and goes on by itself.',
  }),
  'no-network': ({ detail }) => ({
    message: `Telegram cannot be reached${detail ? `: ${detail}` : ''}.`,
    remedy: 'Check the network. Switchboard keeps trying; what waits is sent as soon as it is back.',
  }),
  'claude-not-found': ({ subject }) => ({
    message: subject ? `Claude Code does not run at ${subject}.` : 'Claude Code was not found on this machine.',
    remedy:
      'Install it (npm install -g @anthropic-ai/claude-code), or name its path in Settings → Claude or CLAUDE_CLI_PATH.',
  }),
  'claude-not-logged-in': () => ({
    message: 'Claude Code is not logged in.',
    remedy: 'Run claude in a terminal and log in there, or set ANTHROPIC_API_KEY.',
  }),
  'directory-gone': ({ subject, detail }) => ({
    message: `The working directory of ${subject} is gone: ${detail}`,
    remedy: 'Choose another one on its row, or with /cd in the chat.',
  }),
  'store-damaged': ({ detail }) => ({
    message: `${detail}`,
    remedy: 'What could be read was kept. The damaged file lies beside it under another name.',
  }),
  'store-unwritable': ({ detail }) => ({
    message: `${detail}`,
    remedy: 'Free some space or repair the permissions; saving is tried again by itself.',
  }),
  'secrets-unavailable': ({ subject }) => ({
    message: `The keychain does not open what it kept (${subject}).`,
    remedy: 'Unlock the keychain and start Switchboard again, or enter the token anew in Settings.',
  }),
  'secrets-basic-text': () => ({
    message: 'The bot token is kept without a keychain: whoever reads your files can read it.',
    remedy: 'Start gnome-keyring or KWallet and enter the token again, or set TELEGRAM_BOT_TOKEN instead.',
  }),
  'bad-environment': ({ subject, detail }) => ({
    // It names the variable itself.
    message: `${detail}`,
    remedy: `Correct or remove ${subject} and start again. Until then the setting is used.`,
  }),
  'chat-unreachable': ({ subject, detail }) => ({
    message: `${subject} cannot be reached: ${detail}`,
    remedy: 'Let the bot in again in Telegram, or archive the chat.',
  }),
  undelivered: () => ({
    message: 'An answer could not be delivered to its chat for 24 hours.',
    remedy: 'It can be read in its chat here. Send it again, or discard it.',
  }),
}
