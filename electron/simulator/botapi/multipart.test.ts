import { describe, expect, it } from 'vitest'

import { parseMultipart } from './multipart.ts'

const TYPE = 'multipart/form-data; boundary=x'

describe('multipart', () => {
  it('reads grammY’s form: no space after the semicolon, a bare file name with spaces', () => {
    const body =
      '--x\r\ncontent-disposition:form-data;name="chat_id"\r\n\r\n12\r\n' +
      '--x\r\ncontent-disposition:form-data;name="f";filename=my file.txt\r\ncontent-type:a/b\r\n\r\nhel\r\nlo\r\n--x--\r\n'
    expect(parseMultipart(Buffer.from(body), TYPE)).toMatchObject([
      { name: 'chat_id', filename: null, bytes: Buffer.from('12') },
      { name: 'f', filename: 'my file.txt', bytes: Buffer.from('hel\r\nlo') },
    ])
  })

  it('reads the form that fetch writes', async () => {
    const form = new FormData()
    form.set('a', 'one')
    form.set('b', new Blob(['two']), 'ž "q".bin')
    const request = new Request('http://x', { method: 'POST', body: form })
    const body = Buffer.from(await request.arrayBuffer())
    const parts = parseMultipart(body, request.headers.get('content-type') ?? '')
    expect(parts?.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
      ['a', 'one'],
      ['b', 'two'],
    ])
  })

  it('refuses what has no boundary or no end', () => {
    expect(parseMultipart(Buffer.from('x'), 'multipart/form-data')).toBeNull()
    expect(parseMultipart(Buffer.from('--x\r\ncontent-disposition:form-data;name="a"\r\n\r\n1'), TYPE)).toBeNull()
  })
})
