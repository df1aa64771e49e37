import { z } from 'zod'

/**
 * Status words, in roll-up order: the first that applies to a chat is its status, and the first
 * that applies to any chat is the tray's. They are the words on the screen, exactly: people, screen readers and scripts find things by them.
 */
export const STATUSES = [
  'failed',
  'needs approval',
  'needs answer',
  'stale',
  'starting',
  'working',
  'queued',
  'unread',
  'stopped',
  'idle',
] as const
export const statusSchema = z.enum(STATUSES)
export type Status = z.infer<typeof statusSchema>

/** Sections of the Chats list and of the tray menu. */
export type Section = 'needs you' | 'working' | 'queued' | 'unread' | 'idle' | 'archived'
export const SECTIONS: readonly Section[] = ['needs you', 'working', 'queued', 'unread', 'idle', 'archived']

const sectionOf: Record<Status, Section> = {
  failed: 'needs you',
  'needs approval': 'needs you',
  'needs answer': 'needs you',
  stale: 'needs you',
  starting: 'working',
  working: 'working',
  queued: 'queued',
  unread: 'unread',
  stopped: 'idle',
  idle: 'idle',
}

/** The section that a chat belongs to. Pure. */
export const sectionFor = (chat: { status: Status; archived: boolean }): Section =>
  chat.archived ? 'archived' : sectionOf[chat.status]
