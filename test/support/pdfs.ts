import { createHash } from 'node:crypto'

/** Small PDFs made on the spot, for what goes wrong before a table comes into view. */
export type PdfPlan = {
  readonly pages?: number
  readonly mediaBox?: string
  /** Encrypts with this user password (standard handler, revision 2, 40-bit RC4). */
  readonly password?: string
}

export function makePdf({ pages = 1, mediaBox = '0 0 595 842', password }: PdfPlan = {}): Buffer {
  const id = '<00112233445566778899aabbccddeeff>'
  const kids = Array.from({ length: pages }, (_, index) => `${index + 4} 0 R`)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${kids.join(' ')}] >>`,
    password === undefined ? '<< >>' : encryption(password, Buffer.from(id.slice(1, -1), 'hex')),
    ...kids.map(() => `<< /Type /Page /Parent 2 0 R /MediaBox [${mediaBox}] /Resources << >> >>`),
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const encrypt = password === undefined ? '' : '/Encrypt 3 0 R '
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${encrypt}/ID [${id} ${id}] >>`
  const xref = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  return Buffer.from(`${body}${xref}${trailer}\nstartxref\n${body.length}\n%%EOF\n`, 'latin1')
}

/** PDF 32000-1, 7.6.3.3 and 7.6.3.4: the padding, and algorithms 2 to 4. */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')

function encryption(password: string, id: Buffer): string {
  const padded = Buffer.concat([Buffer.from(password, 'latin1'), PADDING]).subarray(0, 32)
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff])
  const owner = rc4(md5(padded).subarray(0, 5), padded)
  const key = md5(Buffer.concat([padded, owner, permissions, id])).subarray(0, 5)
  return `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${owner.toString('hex')}> /U <${rc4(key, PADDING).toString('hex')}> >>`
}

function md5(bytes: Buffer): Buffer {
  return createHash('md5').update(bytes).digest()
}

function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, index) => index)
  const swap = (i: number, j: number) => {
    const kept = state[i]!
    state[i] = state[j]!
    state[j] = kept
  }
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) % 256
    swap(i, j)
  }
  let i = 0
  let j = 0
  return Buffer.from(
    bytes.map((byte) => {
      i = (i + 1) % 256
      j = (j + state[i]!) % 256
      swap(i, j)
      return byte ^ state[(state[i]! + state[j]!) % 256]!
    }),
  )
}
