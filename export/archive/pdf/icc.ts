/** The colours that screens share, sRGB (IEC 61966-2-1), as an ICC profile of version 4.2. Always the same bytes. */
export function srgbProfile(): Uint8Array {
  const tags: readonly (readonly [name: string, data: Buffer])[] = [
    ['desc', localized('sRGB IEC61966-2-1')],
    ['cprt', localized('No copyright, use freely')],
    ['wtpt', xyz(...WHITE)],
    ['chad', fixed('sf32', ADAPTED.flat())],
    ['rXYZ', xyz(0.43607, 0.22249, 0.01392)],
    ['gXYZ', xyz(0.38515, 0.71687, 0.09708)],
    ['bXYZ', xyz(0.14307, 0.06061, 0.7141)],
    ['rTRC', curve()],
    ['gTRC', curve()],
    ['bTRC', curve()],
  ]
  const table = Buffer.alloc(4 + tags.length * 12)
  table.writeUInt32BE(tags.length, 0)
  let at = HEADER + table.length
  tags.forEach(([name, data], i) => {
    table.write(name, 4 + i * 12, 'latin1')
    table.writeUInt32BE(at, 8 + i * 12)
    table.writeUInt32BE(data.length, 12 + i * 12)
    at += data.length
  })
  return Buffer.concat([header(at), table, ...tags.map(([, data]) => data)])
}

const HEADER = 128
/** White of the space that profiles meet in. */
const WHITE = [0.9642, 1, 0.8249] as const
/** From the screen's white to that (Bradford). */
const ADAPTED = [
  [1.04788, 0.02292, -0.0502],
  [0.02959, 0.99048, -0.01706],
  [-0.00923, 0.01508, 0.75168],
]

function header(size: number): Buffer {
  const head = Buffer.alloc(HEADER)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(0x04200000, 8)
  head.write('mntrRGB XYZ ', 12, 'latin1')
  // Some date has to stand here: 2000-01-01.
  for (const [i, part] of [2000, 1, 1, 0, 0, 0].entries()) head.writeUInt16BE(part, 24 + i * 2)
  head.write('acsp', 36, 'latin1')
  for (const [i, part] of WHITE.entries()) head.writeInt32BE(Math.round(part * 65536), 68 + i * 4)
  return head
}

function localized(text: string): Buffer {
  const letters = Buffer.from(text, 'utf16le').swap16()
  const head = Buffer.alloc(28)
  head.write('mluc', 0, 'latin1')
  head.writeUInt32BE(1, 8)
  head.writeUInt32BE(12, 12)
  head.write('enUS', 16, 'latin1')
  head.writeUInt32BE(letters.length, 20)
  head.writeUInt32BE(28, 24)
  return Buffer.concat([head, letters, Buffer.alloc(-letters.length & 3)])
}

function xyz(x: number, y: number, z: number): Buffer {
  return fixed('XYZ ', [x, y, z])
}

/** The curve of sRGB: a power with a straight foot. */
function curve(): Buffer {
  const data = fixed('para', [0, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045])
  data.writeUInt16BE(3, 8)
  return data
}

function fixed(type: string, values: readonly number[]): Buffer {
  const data = Buffer.alloc(8 + values.length * 4)
  data.write(type, 0, 'latin1')
  for (const [i, value] of values.entries()) data.writeInt32BE(Math.round(value * 65536), 8 + i * 4)
  return data
}
