import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Task } from '../../../review/api/review.ts'
import { CHROMIUM } from '../../../samples/make/pdf.ts'
import { classesNow, placeOf, sent, textNow, valueShown } from '../web/support/review-page.ts'
import { EMPTY, type Office, openOffice } from './office.ts'

const TWICE = 'requests.processed.other'

describe.skipIf(!existsSync(CHROMIUM))('a field that is read twice, in Chromium', { timeout: 400_000 }, () => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice({ secondFields: [TWICE] })
  }, 90_000)
  afterAll(() => office?.stop())

  test('the second reader is blind to the first; where they differ a third decides, who sees both', async () => {
    const document = await office.handIn('tabs-lost-cells')
    const { fields: asRead, review } = await office.report(document)
    expect(review.fields).toContain(TWICE)

    const anna = await office.window('anna')
    for (let left = review.fields.length; left > 0; left--) {
      const before = await placeOf(anna)
      if (before[1] === TWICE) await anna.keyboard.type('31')
      else await anna.keyboard.press('b')
      await anna.keyboard.press('Enter')
      await expect.poll(() => placeOf(anna), { timeout: 60_000 }).not.toEqual(before)
    }
    await anna.getByText(EMPTY).waitFor() // nobody reads twice what they read themselves
    await sent(anna)
    expect((await office.report(document)).fields[TWICE]).toMatchObject({ value: 31, corrected: true })

    const heard: string[] = []
    const bei = await office.window('bei', { hears: heard })
    await expect.poll(() => placeOf(bei)).toEqual([document, TWICE])
    await bei.locator('.kind.second').waitFor()
    expect(await textNow(bei, '.cell-value')).not.toContain('31')
    expect(await classesNow(bei, `[data-field="${TWICE}"]`)).not.toContain('person')
    const withReport = () => heard.find((text) => text.includes('"report"'))
    await expect.poll(withReport).toBeDefined()
    const task = JSON.parse(withReport()!) as Task
    expect(task.report.fields[TWICE]).toMatchObject({ value: asRead[TWICE]!.value, state: asRead[TWICE]!.state })
    // An identifier may well have a 31 in it.
    expect(JSON.stringify(task.items.map((item) => ({ ...item, seen: '' })))).not.toContain('31')
    await bei.keyboard.type('37')
    await bei.keyboard.press('Enter')
    await bei.getByText(EMPTY).waitFor()
    await sent(bei)
    await anna.reload()
    await anna.getByText(EMPTY).waitFor()

    const chen = await office.window('chen')
    await expect.poll(() => placeOf(chen)).toEqual([document, TWICE])
    await chen.locator('.kind.third').waitFor()
    const said = chen.locator('.choices button', { hasText: /^第 . 人/ }).locator('b')
    await expect.poll(() => said.allTextContents()).toEqual(['31', '37'])
    await chen.keyboard.type('37')
    await expect.poll(() => valueShown(chen)).toBe('37')
    await chen.keyboard.press('Enter')
    await chen.getByText(EMPTY).waitFor()
    await sent(chen)

    const { fields, review: left } = await office.report(document)
    expect([fields[TWICE]?.value, left.fields]).toEqual([37, []])
    const decisions = await office.store.db.run((k) =>
      k
        .selectFrom('decisions')
        .select(['who', 'kind', 'after_json'])
        .where('field', '=', TWICE)
        .orderBy('at')
        .execute(),
    )
    expect(decisions.map(({ who, kind, after_json }) => [who, kind, JSON.parse(after_json).value])).toEqual([
      ['anna', 'flagged', 31],
      ['bei', 'second', 37],
      ['chen', 'third', 37],
    ])
    for (const page of [anna, bei, chen]) {
      await page.reload()
      await page.getByText(EMPTY).waitFor()
    }
  })
})
