import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../support/sources.ts'
import { type Hostile, hostile } from './case.ts'

const SAMPLE = 'form-2019'

/** A sound report that lost its end, or a stretch in its middle, or has bytes turned over. */
export const CUT: readonly Hostile[] = [
  ...[10, 20, 30, 40, 50, 60, 70, 80, 90, 99].map((share) =>
    hostile(`cut-at-${share}.pdf`, () => sample().subarray(0, (sample().length * share) / 100), { damaged: SAMPLE }),
  ),
  ...[20, 50, 80].map((share) =>
    hostile(`hole-at-${share}.pdf`, () => spoil(share, 2000, () => 0), { damaged: SAMPLE }),
  ),
  ...[20, 50, 80].map((share) => hostile(`missing-at-${share}.pdf`, () => without(share, 2000), { damaged: SAMPLE })),
  ...[15, 45, 75].map((share) =>
    hostile(`turned-at-${share}.pdf`, () => spoil(share, 40, (byte) => byte ^ 0x55), { damaged: SAMPLE }),
  ),
  hostile(
    'line-ends-converted.pdf',
    () => Buffer.from(sample().toString('latin1').replaceAll('\n', '\r\n'), 'latin1'),
    {
      damaged: SAMPLE,
    },
  ),
  hostile('read-as-utf8.pdf', () => Buffer.from(sample().toString('utf8')), { damaged: SAMPLE }),
  hostile('twice.pdf', () => Buffer.concat([sample(), sample()]), { damaged: SAMPLE }),
  hostile('garbage-in-front.pdf', () => Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), sample()]), {
    damaged: SAMPLE,
  }),
  hostile('garbage-behind.pdf', () => Buffer.concat([sample(), Buffer.alloc(5000, '<html>')]), { damaged: SAMPLE }),
  hostile('dump-cut.txt', () => dump().subarray(0, 1500), { damaged: 'tabs-lost-cells' }),
]

function sample(): Buffer {
  return readFileSync(join(ROOT, 'samples', 'digital', `${SAMPLE}.pdf`))
}

function dump(): Buffer {
  return readFileSync(join(ROOT, 'samples', 'text', 'tabs-lost-cells.txt'))
}

function spoil(share: number, length: number, change: (byte: number) => number): Buffer {
  const bytes = Buffer.from(sample())
  const from = Math.floor((bytes.length * share) / 100)
  for (let i = from; i < from + length; i++) bytes[i] = change(bytes[i]!)
  return bytes
}

function without(share: number, length: number): Buffer {
  const bytes = sample()
  const from = Math.floor((bytes.length * share) / 100)
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)])
}
