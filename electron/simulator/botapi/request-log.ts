import type { SeenRequest } from './api.ts'

/** The record of one request; its answer is written in later. */
export type OpenRequest = { -readonly [K in keyof SeenRequest]: SeenRequest[K] }

export interface RequestLog {
  add(request: Omit<SeenRequest, 'answered' | 'error'>): OpenRequest
  all(method?: string): readonly SeenRequest[]
  count(method: string): number
}

/** Keeps the newest `most` requests, and counts all by method. */
export const createRequestLog = (most: number): RequestLog => {
  const counts = new Map<string, number>()
  let log: OpenRequest[] = []
  return {
    add: (request) => {
      const seen: OpenRequest = { ...request, answered: 'pending', error: null }
      counts.set(request.method, (counts.get(request.method) ?? 0) + 1)
      log.push(seen)
      // Cut in large steps: a shift for each request would cost what the log holds.
      if (log.length > most * 1.25) log = log.slice(-most)
      return seen
    },
    all: (method) => (method ? log.filter((request) => request.method === method) : [...log]),
    count: (method) => counts.get(method) ?? 0,
  }
}
