import type { ChatView } from '@shared/app-state.ts'
import { describe, expect, it } from 'vitest'

import { sampleChat } from '@/dev/chats.ts'

import { recentDirectories } from './recent-directories.ts'

const chatsIn = (...directories: (Partial<ChatView> & { directory: string })[]) =>
  Object.fromEntries(
    directories.map((change, n) => [String(n), sampleChat(n, 0, { lastActivityAt: 100 - n, ...change })]),
  )

describe('directories to choose from', () => {
  it('are those of the chats, each once, the latest first, and then the favourites', () => {
    const chats = chatsIn({ directory: '/old', lastActivityAt: 1 }, { directory: '/new' }, { directory: '/old' })
    expect(recentDirectories(chats, ['/new', '/mine'], '/home')).toEqual(['/new', '/old', '/mine'])
  })

  it('are few, but no favourite is crowded out', () => {
    const chats = chatsIn(...Array.from({ length: 20 }, (_, n) => ({ directory: `/${n}` })))
    expect(recentDirectories(chats, ['/mine'], '/home')).toEqual(['/0', '/1', '/2', '/3', '/4', '/mine'])
  })

  it('are neither gone nor the one that is offered anyway', () => {
    const chats = chatsIn({ directory: '/home' }, { directory: '/gone', directoryExists: false }, { directory: '/p' })
    expect(recentDirectories(chats, ['/home'], '/home')).toEqual(['/p'])
  })
})
