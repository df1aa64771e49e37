import type * as Dbus from 'dbus-next'

/** A session bus that does not answer must not hold up the start. Milliseconds. */
const ANSWER_MS = 1_000

/** One method call on the session bus; resolves with the answer's first value. */
export type AskBus = (call: {
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly signature: string
  readonly body: readonly string[]
}) => Promise<unknown>

const SECRETS = 'org.freedesktop.secrets'

/**
 * Whether a Secret Service runs and its default collection is open. A locked or missing one would make Chromium wait
 * for a password dialog, with our main thread held all the while, and without a desktop nobody ever sees that dialog.
 */
export async function secretServiceIsOpen(ask: AskBus): Promise<boolean> {
  const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' }
  if (!(await ask({ ...bus, member: 'NameHasOwner', signature: 's', body: [SECRETS] }))) return false
  const collection = await ask({
    destination: SECRETS,
    path: '/org/freedesktop/secrets',
    interface: 'org.freedesktop.Secret.Service',
    member: 'ReadAlias',
    signature: 's',
    body: ['default'],
  })
  if (typeof collection !== 'string' || collection === '/') return false
  const locked = await ask({
    destination: SECRETS,
    path: collection,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: ['org.freedesktop.Secret.Collection', 'Locked'],
  })
  return (locked as { value?: unknown } | null)?.value === false
}

/** The session bus; null where its address says nothing that can be connected to. */
function connect({ sessionBus }: Pick<typeof Dbus, 'sessionBus'>, onError: () => void): Dbus.MessageBus | null {
  try {
    const bus = sessionBus()
    // Without a listener an error of the connection would end the app.
    bus.on('error', onError)
    return bus
  } catch {
    return null
  }
}

/** Asks the real bus. False where there is none, or it does not answer in time. */
export async function findSecretService(): Promise<boolean> {
  // Loaded on demand: most desktops never need it.
  const { default: dbus } = await import('dbus-next')
  let failed = (): void => {}
  const gone = new Promise<false>((resolve) => (failed = () => resolve(false)))
  const bus = connect(dbus, failed)
  if (bus === null) return false
  const late = new Promise<false>((resolve) => setTimeout(resolve, ANSWER_MS, false).unref())
  const ask: AskBus = async (call) => {
    const reply = await bus.call(new dbus.Message({ ...call, body: [...call.body] }))
    return reply?.body[0]
  }
  try {
    return await Promise.race([secretServiceIsOpen(ask), gone, late])
  } catch {
    return false
  } finally {
    bus.disconnect()
  }
}
