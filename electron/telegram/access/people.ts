import type { Result } from '../../shared/result.ts'
import { done, fail } from '../../shared/result.ts'
import type { Person } from '../../shared/settings.ts'
import type { SettingsService } from '../../storage/port.ts'
import type { TgUser } from '../intake/update.ts'

/** Who was let in. Only the settings say so; by default nobody is (promise 4). */
export interface People {
  find(userId: number): Person | undefined
  owners(): readonly Person[]
  add(person: Person): Result
  remove(userId: number): Result
}

export const nameOf = (user: Pick<TgUser, 'first_name' | 'last_name' | 'username' | 'id'>): string =>
  [user.first_name, user.last_name].filter((part) => part !== undefined && part !== '').join(' ') ||
  (user.username ?? String(user.id))

export function createPeople(settings: SettingsService): People {
  const all = (): readonly Person[] => settings.current.people
  return {
    find: (userId) => all().find(({ id }) => id === userId),
    owners: () => all().filter(({ role }) => role === 'owner'),
    add: (person) => settings.set('people', [...all().filter(({ id }) => id !== person.id), person]),
    remove(userId) {
      const rest = all().filter(({ id }) => id !== userId)
      if (rest.length === all().length) return fail('unknown-person', `Nobody with the id ${userId} was let in.`)
      const set = settings.set('people', rest)
      if (!set.ok || all().every(({ id }) => id !== userId)) return set.ok ? done : set
      return fail('overridden', `${userId} is let in by TELEGRAM_ALLOWED_USERS. Take the id out of it, and restart.`)
    },
  }
}
