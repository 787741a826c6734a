import { expect, test } from 'vitest'
import { finishReadings, isHopeless, leftUnread } from '../../../engines/source/finish.ts'
import { unreadPage } from '../../../engines/source/unread-page.ts'
import type { ProblemCode } from '../../../schemas/problem.ts'

/** Pages 1, 2 … with a problem of these codes, or none. */
function pages(...codes: readonly (ProblemCode | null)[]) {
  return codes.map((code, index) => {
    const page = index + 1
    const reading = unreadPage(page, { code: code ?? 'page-blank', page, message: `page ${page}` })
    return code === null ? { ...reading, problems: [] } : reading
  })
}
const OPENING = [{ code: 'pdf-damaged', message: 'its index was rebuilt' }] as const

test('pages that were read stay as they are', () => {
  const readings = pages(null, 'page-timeout', null, 'page-failed')
  expect(finishReadings(readings, OPENING)).toEqual({ readings, problems: OPENING })
})

test('pages behind too many that failed are left unread, whatever was read of them', () => {
  const readings = pages('page-timeout', null, 'page-timeout', null, 'page-timeout')
  const finished = finishReadings(readings, [])
  expect(finished.readings.slice(0, 3)).toEqual(readings.slice(0, 3))
  expect(finished.readings.slice(3)).toEqual([leftUnread(4), leftUnread(5)])
  expect(finishReadings(finished.readings, [])).toEqual(finished)
  expect(leftUnread(4).problems).toMatchObject([{ code: 'page-not-read', page: 4 }])
})

test('how many failures are too many depends on how long they took', () => {
  expect(isHopeless(pages('page-timeout', 'page-failed'))).toBe(false)
  expect(isHopeless(pages('page-timeout', 'page-timeout'))).toBe(true)
  expect(isHopeless(pages(...Array(19).fill('page-failed')))).toBe(false)
  expect(isHopeless(pages(...Array(20).fill('page-failed')))).toBe(true)
})

test('a document of blank pages alone has a problem, behind those of opening it', () => {
  const all = finishReadings(pages('page-blank', 'page-blank'), OPENING)
  expect(all.problems).toEqual([...OPENING, { code: 'page-not-read', message: expect.stringContaining('no page') }])
  expect(finishReadings(pages('page-blank', null), OPENING).problems).toEqual(OPENING)
})
