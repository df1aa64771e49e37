import { mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { InputFile } from 'grammy'
import { describe, expect, it } from 'vitest'

import { destination, draftPayload, editPayload, filePayload, sendPayload, textFilePayload } from './payload.ts'
import { Upload } from './upload.ts'

const to = { chatId: -100, threadId: 7 }
const bold = { type: 'bold' as const, offset: 0, length: 3 }
const rich = { text: 'one\ud83d', entities: [bold] }
/** A lone half of a character is replaced: Telegram refuses a request that has one. */
const text = 'one\ufffd'
const link_preview_options = { is_disabled: true }

describe('where something goes', () => {
  it.each([
    [undefined, {}],
    [1, {}],
    [7, { message_thread_id: 7 }],
  ])('topic %j of a forum, whose first must not be named', (threadId, topic) => {
    expect(destination({ chatId: -100, ...(threadId !== undefined && { threadId }) })).toEqual({
      chat_id: -100,
      ...topic,
    })
  })
})

describe('what is asked of Telegram', () => {
  it('names for a message nothing that it does not have', () => {
    const message = { rich: { text: 'one', entities: [] }, buttons: [] }
    expect(sendPayload({ chatId: 1 }, message)).toEqual({ chat_id: 1, text: 'one', link_preview_options })
    expect(editPayload(to, 5, message)).toEqual({ chat_id: -100, message_id: 5, text: 'one', link_preview_options })
  })

  it('names for a message all that it has, and answers one that may be gone', () => {
    const buttons = [
      [
        { text: 'Yes', data: 'y', style: 'success' as const },
        { text: 'No', data: 'n' },
      ],
      [{ text: 'Docs', url: 'https://x.org/' }],
    ]
    const reply_markup = {
      inline_keyboard: [
        [
          { text: 'Yes', callback_data: 'y', style: 'success' },
          { text: 'No', callback_data: 'n' },
        ],
        [{ text: 'Docs', url: 'https://x.org/' }],
      ],
    }
    const message = { rich, buttons, silent: true, replyTo: 3 }
    const shown = { chat_id: -100, text, entities: [bold], link_preview_options, reply_markup }
    expect(sendPayload(to, message)).toEqual({
      ...shown,
      message_thread_id: 7,
      disable_notification: true,
      reply_parameters: { message_id: 3, allow_sending_without_reply: true },
    })
    expect(editPayload(to, 5, message)).toEqual({ ...shown, message_id: 5 })
  })

  it('is text and entities, whatever else comes with a rendering: no words are ever read as markup', () => {
    const caption = Object.assign({ parse_mode: 'HTML' }, rich)
    const file = { path: '/tmp/a.txt', name: 'a.txt', as: 'document' as const, caption }
    const message = Object.assign({ parse_mode: 'HTML' }, { rich: caption })
    const all = [
      sendPayload(to, message),
      editPayload(to, 5, message),
      draftPayload(to, 9, caption),
      filePayload(to, file).payload,
      textFilePayload(to, 'a.md', 'x', '<b>'),
    ]
    for (const payload of all) expect(Object.keys(payload)).not.toContain('parse_mode')
  })

  it('says of a draft that it can be stopped', () => {
    expect(draftPayload(to, 9, rich)).toEqual({
      chat_id: -100,
      message_thread_id: 7,
      draft_id: 9,
      text,
      entities: [bold],
      can_stop: true,
    })
  })

  it.each([
    ['photo', 'sendPhoto'],
    ['document', 'sendDocument'],
  ] as const)('sends a file as a %s, with its words or without', (as, method) => {
    const file = { path: '/tmp/chart.png', name: 'chart.png', as }
    const sent = filePayload(to, { ...file, caption: rich })
    expect(sent).toEqual({
      method,
      payload: {
        chat_id: -100,
        message_thread_id: 7,
        [as]: expect.any(Upload),
        caption: text,
        caption_entities: [bold],
      },
    })
    expect(sent.payload[as]).toMatchObject({ filename: 'chart.png' })
    expect(Object.keys(filePayload(to, file).payload)).toEqual(['chat_id', 'message_thread_id', as])
  })

  it('opens a file of a directory only where it lies in it then, and one of ours wherever it is', async () => {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'payload-')))
    const path = join(root, 'a.txt')
    await writeFile(path, 'hello')
    const read = async (within?: string): Promise<string> => {
      const file = { path, name: 'a.txt', as: 'document' as const, ...(within !== undefined && { within }) }
      const pieces = (await (filePayload(to, file).payload['document'] as Upload).toRaw()) as AsyncIterable<Uint8Array>
      const chunks: Uint8Array[] = []
      for await (const piece of pieces) chunks.push(piece)
      return Buffer.concat(chunks).toString()
    }
    expect([await read(), await read(root)]).toEqual(['hello', 'hello'])
    await rename(path, join(root, 'b.txt'))
    await symlink(join(root, 'b.txt'), path)
    await expect(read(root)).rejects.toThrow('ELOOP')
    await rm(root, { recursive: true })
  })

  it('makes a document of a text', async () => {
    const { document, ...others } = textFilePayload(to, 'answer.md', 'Grüße', 'all of it')
    expect(others).toEqual({ chat_id: -100, message_thread_id: 7, caption: 'all of it' })
    expect(document).toBeInstanceOf(InputFile)
    const file = document as InputFile
    expect(file.filename).toBe('answer.md')
    expect(new TextDecoder().decode((await file.toRaw()) as Uint8Array)).toBe('Grüße')
    expect(Object.keys(textFilePayload(to, 'answer.md', 'x'))).toEqual(['chat_id', 'message_thread_id', 'document'])
  })
})
