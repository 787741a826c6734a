import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, startTestServer, type TestServer } from './support.ts'

const MIB = 1024 ** 2
/** What a form may say beside a file of the largest size, which is 2 MiB here. */
const MOST = 3 * MIB

let server: TestServer
let admin: Client
beforeAll(async () => {
  server = await startTestServer()
  admin = await server.as('chief', 'admin')
})
afterAll(() => server.stop())

/** A request that does not say how long it is; what is written goes out in chunks. */
function begin(path: string, type: string, { csrf, cookie }: Pick<Client, 'csrf' | 'cookie'> = admin): ClientRequest {
  const headers = { 'content-type': type, 'x-csrf-token': csrf, cookie }
  const sent = request(`${server.url}${path}`, { method: 'POST', headers })
  sent.on('error', () => {}) // what is not read any more
  sent.flushHeaders()
  return sent
}

async function answerOf(sent: ClientRequest) {
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: response.statusCode, body: await json(response) }
}

const form = (bytes: Uint8Array, name: string) => {
  const data = new FormData()
  data.append('files', new File([Buffer.from(bytes)], name))
  return new Response(data)
}

test('uploads that do not say their length are taken', async () => {
  const said = form(Buffer.from('行政许可\t12\t3\n'), 'chunks.txt')
  const sent = begin('/api/documents', said.headers.get('content-type')!)
  for (const byte of Buffer.from(await said.arrayBuffer())) sent.write(Buffer.of(byte))
  sent.end()
  const { status, body } = await answerOf(sent)
  expect([status, body]).toEqual([
    200,
    [{ name: 'chunks.txt', document: expect.any(String), known: false, problem: null }],
  ])
})

test('of these, too, a file may be as long as any, and the whole no longer', async () => {
  const said = form(Buffer.alloc(2 * MIB + 1, 'a'), 'large.txt')
  const large = begin('/api/documents', said.headers.get('content-type')!)
  large.end(Buffer.from(await said.arrayBuffer()))
  expect(await answerOf(large)).toEqual({
    status: 200,
    body: [expect.objectContaining({ document: null, problem: expect.objectContaining({ code: 'file-too-large' }) })],
  })
  // It is refused at the first byte too many, before the sender comes to an end.
  const endless = begin('/api/documents', said.headers.get('content-type')!)
  endless.write(Buffer.alloc(MOST))
  endless.write(Buffer.alloc(1))
  const { status, body } = await answerOf(endless)
  expect([status, body]).toEqual([413, expect.objectContaining({ code: 'too-large' })])
  endless.destroy()
})

test('a stranger is told at once, and nothing more is read', async () => {
  const stranger = begin('/api/documents', 'multipart/form-data; boundary=x', { csrf: '', cookie: '' })
  stranger.write('--x')
  const [response] = (await once(stranger, 'response')) as [IncomingMessage]
  expect([response.statusCode, response.headers.connection]).toEqual([401, 'close'])
  response.resume()
  stranger.destroy()
})

test('what is no upload is counted in the same way', async () => {
  const login = begin('/api/session', 'application/json')
  login.end(JSON.stringify({ name: 'nobody', password: 'wrong' }))
  expect(await answerOf(login)).toMatchObject({ status: 401 })
  const long = begin('/api/session', 'application/json')
  long.write('"'.padEnd(MIB + 1, 'x'))
  expect(await answerOf(long)).toMatchObject({ status: 413, body: { code: 'too-large' } })
  long.destroy()
  expect(server.log.filter((line) => line.includes('"error"'))).toEqual([])
})
