import { READER, type Report } from '../../../schemas/report.ts'
import { legible } from '../text/legible.ts'

/** RFC 8493, 2.1.1. */
export const DECLARATION = Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n', 'utf8')

/** What a bag says of itself (RFC 8493, 2.2.2). It has a date only where one is given, so that the same input gives the same bag. */
export function bagInfo({ source, document, reader }: Report, oxum: string, date: string | undefined): Uint8Array {
  const lines: readonly (readonly [label: string, value: string | undefined])[] = [
    ['Bag-Software-Agent', READER.replace('/', ' ')],
    ['Bagging-Date', date],
    ['Payload-Oxum', oxum],
    ['External-Identifier', `sha256:${source.sha256}`],
    ['External-Description', document.title || source.name],
    ['Source-File-Name', source.name],
    ['Report-Made-By', reader],
  ]
  const text = lines
    .flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${oneLine(value)}\n`]))
    .join('')
  return Buffer.from(text, 'utf8')
}

function oneLine(value: string): string {
  return legible(value).replace(/\s+/g, ' ').trim().slice(0, LONGEST)
}

/** Characters of a value: file names end at 255, titles long before. */
const LONGEST = 1000

/** The day that a number of seconds since 1970 lies in, UTC, as builds that can be repeated are told it; undefined where it is none. */
export function dayOf(epoch: string | undefined): string | undefined {
  if (epoch === undefined || !/^\d{1,11}$/.test(epoch)) return undefined
  return new Date(Number(epoch) * 1000).toISOString().slice(0, 10)
}
