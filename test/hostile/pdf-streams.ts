import { deflateSync } from 'node:zlib'
import { onePage, visible } from './build-pdf.ts'
import { endless, type Hostile, hostile, SHOWN } from './case.ts'
import { noise } from './texts.ts'

const BROKEN = { partly: ['page-failed', 'page-not-read', 'page-damaged'] } as const

/** Compressed content that breaks off, is not what its filter says, or swells beyond all memory. */
export const PDF_STREAMS: readonly Hostile[] = [
  endless('flate-bomb.pdf', () => packed('/FlateDecode', zeros(1000)), {
    either: ['page-failed', 'page-timeout', 'page-not-read'],
  }),
  endless('flate-bomb-twice.pdf', () => packed('[/FlateDecode /FlateDecode]', deflateSync(zeros(1000))), {
    either: ['page-failed', 'page-timeout', 'page-not-read'],
  }),
  endless(
    'run-length-bomb.pdf',
    () => packed('[/FlateDecode /RunLengthDecode]', deflateSync(Buffer.alloc(8e6, Buffer.from('8120', 'hex')))),
    { either: ['page-failed', 'page-timeout', 'page-not-read'] },
  ),
  hostile(
    'filters-thousand.pdf',
    () => packed(`[${'/ASCIIHexDecode '.repeat(1000)}]`, Buffer.from('41'.repeat(5000))),
    BROKEN,
  ),
  hostile('flate-cut.pdf', () => packed('/FlateDecode', deflateSync(manyLines()).subarray(0, 300)), BROKEN),
  hostile('flate-turned.pdf', () => packed('/FlateDecode', turned(deflateSync(manyLines()))), BROKEN),
  hostile('flate-noise.pdf', () => packed('/FlateDecode', noise(500)), BROKEN),
  hostile('flate-empty.pdf', () => packed('/FlateDecode', Buffer.alloc(0)), BROKEN),
  hostile('lzw-noise.pdf', () => packed('/LZWDecode', noise(500)), BROKEN),
  hostile(
    'run-length-cut.pdf',
    () => packed('/RunLengthDecode', Buffer.concat([Buffer.of(127), Buffer.from('q Q')])),
    BROKEN,
  ),
  hostile('hex-noise.pdf', () => packed('/ASCIIHexDecode', noise(500)), BROKEN),
  hostile('base85-noise.pdf', () => packed('/ASCII85Decode', Buffer.from('zzz!!~zz{{{u|~>'.repeat(20))), BROKEN),
  hostile('filter-unknown.pdf', () => packed('/NoSuchDecode', Buffer.from(visible())), BROKEN),
  hostile('filter-of-pictures.pdf', () => packed('/DCTDecode', Buffer.from(visible())), BROKEN),
  hostile(
    'predictor-absurd.pdf',
    () =>
      onePage({
        content: deflateSync(visible()),
        filter: '/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 99 >>',
      }),
    BROKEN,
  ),
  hostile('filter-crypt.pdf', () => packed('/Crypt', Buffer.from(visible())), BROKEN),
  hostile('flate-without-checksum.pdf', () => packed('/FlateDecode', deflateSync(visible()).subarray(0, -4)), {
    reads: SHOWN,
  }),
]

function packed(filter: string, content: Buffer): Buffer {
  return onePage({ content, filter: `/Filter ${filter}` })
}

function manyLines(): string {
  return Array.from({ length: 60 }, (_, i) => visible(`${SHOWN} line ${i * 7919}`, 190 - 3 * i)).join('')
}

function turned(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  for (let i = 120; i < 128; i++) copy[i]! ^= 0xff
  return copy
}

/** A zlib stream of this many megabytes of zeros, made of one block again and again. */
export function zeros(megabytes: number): Buffer {
  const block = deflateSync(Buffer.alloc(1e6), { finishFlush: 2 })
  return Buffer.concat([block, ...Array.from({ length: megabytes - 1 }, () => block.subarray(2))])
}
