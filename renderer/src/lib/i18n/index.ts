import { type Numbers, numbersIn } from '../numbers.ts'
import { useApp } from '../services.ts'
import { de } from './de/index.ts'
import { en } from './en/index.ts'
import type { Catalogue } from './en/index.ts'

export type { Catalogue } from './en/index.ts'
export type Language = 'en' | 'de'

/** Every text on the screen, by language. The compiler holds the languages to the same keys. */
export const catalogues: Record<Language, Catalogue> = { en, de }

/** The catalogue of the person's language. */
export const useT = (): Catalogue => catalogues[useApp((app) => app.appearance.language)]

const numbers: Record<Language, Numbers> = { en: numbersIn('en'), de: numbersIn('de') }

/** Numbers as the person's language writes them. */
export const useNumbers = (): Numbers => numbers[useLocale()]

/** The language's tag, for `Intl`. */
export const useLocale = (): Language => useApp((app) => app.appearance.language)
