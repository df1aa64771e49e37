import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { callsOf, renderWindow, settled } from '@/dev/render.tsx'

beforeEach(() => {
  // happy-dom lays nothing out: without a height the virtual list would show nothing.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(2000)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

async function openComposer(wish = 'sample=few') {
  const { bridge } = await renderWindow(wish)
  fireEvent.click(screen.getByRole('row', { name: /^web/ }))
  await settled()
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })
  return { bridge, field, write: (text: string) => fireEvent.change(field, { target: { value: text } }) }
}

describe('the composer', () => {
  it('sends on Enter and is empty then', async () => {
    const { bridge, field, write } = await openComposer()
    write('run the tests')
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(callsOf(bridge, 'chats.say')).toEqual([{ chat: 'telegram:1004', text: 'run the tests', files: [] }])
    expect(field.value).toBe('')
  })

  it('breaks the line on Shift-Enter, and does not send while a character is being composed', async () => {
    const { bridge, field, write } = await openComposer()
    write('日本')
    fireEvent.keyDown(field, { key: 'Enter', shiftKey: true })
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true })
    expect(callsOf(bridge, 'chats.say')).toEqual([])
  })

  it('answers the one question that Claude asks, and gives the words back where that is no longer open', async () => {
    const { bridge } = await renderWindow('sample=few')
    fireEvent.click(screen.getByRole('row', { name: /needs answer/ }))
    await settled()
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })
    expect(field.placeholder).toBe('Answer Claude’s question…')
    fireEvent.change(field, { target: { value: ' Blue, but darker ' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(callsOf(bridge, 'chats.say')).toEqual([])
    const answers = { 'Which database should the example use?': 'Blue, but darker' }
    expect(callsOf(bridge, 'approvals.answer')).toMatchObject([{ answer: { decision: 'answer', answers } }])
    expect(field.value).toBe('')
  })

  it('does not send nothing', async () => {
    const { bridge, field, write } = await openComposer()
    write('   \n ')
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(callsOf(bridge, 'chats.say')).toEqual([])
  })

  it('gives the text back when it could not be sent, and says why', async () => {
    const { field, write } = await openComposer('sample=few&fail=chats.say')
    write('important')
    fireEvent.keyDown(field, { key: 'Enter' })
    await settled()
    expect(field.value).toBe('important')
    expect(screen.getAllByText(/chats.say did not work/).length).toBeGreaterThan(0)
  })

  it('says in the person’s language why it was not sent', async () => {
    const { bridge } = await renderWindow('sample=few&lang=de')
    const { invoke } = bridge
    vi.spyOn(bridge, 'invoke').mockImplementation((name, input) =>
      name === 'chats.say'
        ? Promise.resolve({ ok: false, code: 'unknown-chat', message: 'This chat is not known.' })
        : invoke(name, input as never),
    )
    fireEvent.click(screen.getByRole('row', { name: /^web/ }))
    await settled()
    const field = screen.getByRole('textbox', { name: 'Nachricht' })
    fireEvent.change(field, { target: { value: 'los' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    await settled()
    expect(screen.getAllByText('Diesen Chat gibt es nicht mehr.').length).toBeGreaterThan(0)
  })

  it('takes dropped files along', async () => {
    const { bridge, field, write } = await openComposer()
    fireEvent.drop(field, { dataTransfer: { files: [new File([], 'trace.log')], types: ['Files'] } })
    await settled()
    write('look at this')
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(callsOf(bridge, 'chats.say')).toEqual([
      { chat: 'telegram:1004', text: 'look at this', files: ['/home/ann/trace.log'] },
    ])
  })

  it('takes a pasted picture along that has no file yet', async () => {
    const { bridge, field, write } = await openComposer('sample=few&pathless')
    fireEvent.paste(field, { clipboardData: { files: [new File(['pixels'], 'image.png')] } })
    await settled()
    write('what is this?')
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(callsOf(bridge, 'chats.keepPasted')).toEqual([{ name: 'image.png', data: btoa('pixels') }])
    expect(callsOf(bridge, 'chats.say')).toEqual([
      { chat: 'telegram:1004', text: 'what is this?', files: ['/inbox/pasted/image.png'] },
    ])
  })

  it('takes files that are dropped anywhere on the chat, and nothing else that is dragged', async () => {
    await openComposer()
    const detail = screen.getByRole('region', { name: 'Chat web' })
    fireEvent.dragOver(detail, { dataTransfer: { types: ['text/plain'], files: [] } })
    expect(detail.dataset['over']).toBeUndefined()
    fireEvent.dragOver(detail, { dataTransfer: { types: ['Files'], files: [] } })
    expect(detail.dataset['over']).toBe('true')
    fireEvent.drop(detail, { dataTransfer: { files: [new File([], 'trace.log')], types: ['Files'] } })
    await settled()
    expect(detail.dataset['over']).toBeUndefined()
    expect(screen.getByTitle('/home/ann/trace.log')).toBeDefined()
  })

  it('keeps a draft and its files for each chat while one looks elsewhere', async () => {
    const { field, write } = await openComposer()
    write('half a thought')
    fireEvent.drop(field, { dataTransfer: { files: [new File([], 'trace.log')], types: ['Files'] } })
    await settled()
    fireEvent.click(screen.getByRole('row', { name: /^notes/ }))
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' }).value).toBe('')
    expect(screen.queryByTitle('/home/ann/trace.log')).toBeNull()
    fireEvent.click(screen.getByRole('row', { name: /^web/ }))
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' }).value).toBe('half a thought')
    expect(screen.getByTitle('/home/ann/trace.log')).toBeDefined()
  })
})
