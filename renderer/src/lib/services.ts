import type { AppState } from '@shared/app-state.ts'
import { createContext, use } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'

import type { AppStore } from './app-store.ts'
import type { Client } from './client.ts'
import type { Ticker } from './ticker.ts'
import type { Ui, UiStore } from './ui-store.ts'

/** What every component may use: built once in `main.tsx`, handed down by context. */
export interface Services {
  readonly client: Client
  readonly app: AppStore
  readonly ui: UiStore
  readonly ticker: Ticker
  /** Says something in passing, with a way back where there is one. */
  readonly toast: (message: ToastMessage) => void
  /** Takes back what was said, by its id, once it no longer holds. */
  readonly untoast: (id: string) => void
}

export interface ToastMessage {
  /** For what may be taken back. */
  readonly id?: string
  readonly text: string
  readonly kind?: 'done' | 'failed'
  readonly action?: { readonly label: string; readonly run: () => void }
}

export const ServicesContext = createContext<Services | null>(null)

export function useServices(): Services {
  const services = use(ServicesContext)
  if (!services) throw new Error('ServicesContext is missing above this component')
  return services
}

/** Part of main's state. Below `App` the snapshot is always there. */
export function useApp<T>(select: (app: AppState) => T): T {
  return useStore(useServices().app, ({ app }) => {
    if (!app) throw new Error('the snapshot has not come yet')
    return select(app)
  })
}

/** As `useApp`, for a selector that makes a new array or object each time: equal members mean no rendering. */
export function useAppShallow<T>(select: (app: AppState) => T): T {
  return useStore(
    useServices().app,
    useShallow(({ app }) => {
      if (!app) throw new Error('the snapshot has not come yet')
      return select(app)
    }),
  )
}

/** Part of the window's own state. */
export function useUi<T>(select: (ui: Ui) => T): T {
  return useStore(useServices().ui, select)
}
