/**
 * Stands for whichever object is current. Every access is forwarded when it is made, so that the demo can take the place
 * of the real line, and give it back, without anybody holding on to the wrong one. What is in `own` is not forwarded:
 * subscriptions, which must outlive the change.
 */
export function switchable<T extends object>(current: () => T, own: Partial<T>): T {
  return new Proxy({} as T, {
    get(_, name) {
      if (Object.hasOwn(own, name)) return own[name as keyof T]
      const target = current()
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value
    },
  })
}
