import { appendFileSync, writeFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { FromMaker, MakeOrder, ToMaker } from '../../review/server/exports/making/protocol.ts'

// Stands in for the process that makes files: does what the report's name says, and notes its id when it begins.

const send = (message: FromMaker) => process.send?.(message)

process.on('disconnect', () => process.exit())
process.on('message', (message: ToMaker) => {
  if ('forms' in message) return
  const { name, into } = message.order
  appendFileSync(`${into}.log`, `${name} ${process.pid}\n`)
  if (name === 'refuse') process.exit(3)
  // A process that ends before this is out says nothing about the order.
  process.send?.({ alive: true } satisfies FromMaker, () => act(message.order))
})

function act({ name, into, stem }: MakeOrder): void {
  if (name === 'crash') process.exit(4)
  if (name === 'hang') return
  if (name === 'disk') return void send({ failed: { message: 'ENOSPC: no space left', stack: '' } })
  if (name === 'greedy') return void hold()
  const data = Buffer.from(name)
  writeFileSync(into, data)
  const head = { path: `${stem}.pdf`, method: 0, crc: crc32(data), size: data.length, packedSize: data.length } as const
  send({ made: { entries: [head], problems: [] } })
}

const held: Buffer[] = []

/** Takes memory and keeps it. */
function hold(): void {
  held.push(Buffer.alloc(300 * 1024 ** 2, 1))
}
