/** First start and the demo. */
export const onboarding = {
  title: 'Every chat, a line to its own Claude',
  text: 'Write to your Telegram bot and Claude Code answers from this machine. Each chat has its own session and its own folder.',
  connect: 'Connect your bot',
  connectText: 'About two minutes. Your token stays in the keychain of this machine.',
  demo: 'Try the demo',
  demoText: 'No account. A simulated chat and a scripted model show the whole line.',
  back: 'Back',
  next: 'Continue',
  skip: 'Skip for now',
  finish: 'Open dashboard',
  steps: { claude: 'Find Claude', token: 'Token', pair: 'Pair', folder: 'Folder', message: 'First message' },
  stepOf: (n: number, of: number) => `Step ${n} of ${of}`,
  claude: {
    title: 'Claude Code on this machine',
    looking: 'Looking for Claude',
    found: 'Claude Code was found.',
    version: 'Version',
    path: 'Path',
    login: 'Login',
    loggedIn: 'logged in',
    loggedOut: 'not logged in',
    unknown: 'not known until the first turn',
    notFound: 'Claude Code was not found. Install it, or name the executable in Settings.',
    logIn: 'Open a terminal, run claude, and log in. Then look again.',
    again: 'Look again',
  },
  token: {
    title: 'The token of your bot',
    steps: [
      'Open @BotFather in Telegram.',
      'Send /newbot and choose a name.',
      'Copy the token it sends you and paste it here.',
    ],
    open: 'Open BotFather',
    label: 'Bot token',
    placeholder: '123456789:AA…',
    check: 'Check and save',
    checking: 'Asking Telegram',
    shape: 'A token looks like 123456789:AAF… with 35 characters after the colon.',
    ok: (name: string, username: string) => `${name}, @${username}, is yours.`,
    kept: (backend: string) => `Kept in ${backend}.`,
    noKeychain: 'No keychain was found. The token would lie on the disk readable by programs of yours.',
    plain: 'Keep it anyway',
  },
  pair: {
    title: 'Pair with your phone',
    text: (username: string) => `Scan the code or open @${username}, and send /start. Then let yourself in here.`,
    qr: (username: string) => `QR code that opens @${username} in Telegram`,
    open: 'Open the bot',
    waiting: 'Waiting for your message',
    done: (name: string) => `Paired with ${name}.`,
  },
  folder: {
    title: 'Where new chats work',
    text: 'Claude reads and changes files here. Each chat can have another folder later.',
    choose: 'Choose folder…',
    home: 'your home directory',
  },
  message: {
    title: 'Say something',
    text: (username: string) => `Write to @${username} in Telegram. The chat appears here at once.`,
    waiting: 'Waiting for the first message',
    came: (title: string) => `${title} is on the line.`,
  },
}

/** People who ask to be let in. */
export const pairing = {
  ask: (name: string) => `Let ${name} in?`,
  code: 'code',
  owner: 'Owner',
  member: 'Member',
  no: 'No',
  ownerHelp: 'May do everything',
  memberHelp: 'May talk to Claude in their chats',
}

/** The demo's chat. */
export const demo = {
  title: 'Demo chat',
  text: 'What the phone would show',
  label: 'Write as on the phone',
  placeholder: 'Try: list the files here',
  send: 'Send',
  show: 'Show demo chat',
  empty: 'Write something. The bot answers here, the dashboard shows what happens.',
}
