import { existsSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CHROMIUM } from '../../../samples/make/pdf.ts'
import { startMortal } from '../web/support/chromium.ts'
import { placeOf, sent, textNow, valueShown, waitForField } from '../web/support/review-page.ts'
import { EMPTY, type Office, openOffice } from './office.ts'

/** Other tests may run beside. */
const PATIENT = { timeout: 60_000 }

describe.skipIf(!existsSync(CHROMIUM))('several people at once, in Chromium', { timeout: 400_000 }, () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
  }, 90_000)
  afterEach(() => office.stop())
  const decisions = () => office.store.db.run((k) => k.selectFrom('decisions').selectAll().orderBy('at').execute())

  test('two who empty the queue at once never get the same item', async () => {
    const documents: string[] = []
    for (let number = 0; number < 6; number++) documents.push(await office.handIn('tabs-lost-cells', number))
    const pages = await Promise.all([office.window('anna'), office.window('bei')])
    await Promise.all(
      pages.map(async (page) => {
        const empty = page.getByText(EMPTY)
        while (!(await empty.isVisible())) {
          const before = await placeOf(page)
          await page.keyboard.press('b')
          await page.keyboard.press('Enter')
          await expect.poll(async () => (await empty.isVisible()) || placeOf(page), PATIENT).not.toEqual(before)
        }
        await sent(page)
      }),
    )
    const said = await decisions()
    expect(said.map(({ undone }) => undone)).toEqual(said.map(() => 0))
    const who = new Map(said.map((one) => [`${one.document} ${one.field}`, one.who]))
    expect([said.length, who.size]).toEqual([6 * 3, 6 * 3])
    for (const document of documents) {
      const hands = new Set(said.flatMap((one) => (one.document === document ? [one.who] : [])))
      expect(hands.size, document).toBe(1)
    }
    expect(new Set(who.values())).toEqual(new Set(['anna', 'bei']))
  })

  test('a browser that is killed in the middle loses nothing that was saved; the rest comes back', async () => {
    const document = await office.handIn('tabs-lost-cells')
    const [first, second, third] = (await office.report(document)).review.fields
    const { browser, server } = await startMortal()
    const anna = await office.window('anna', { browser })
    for (const figure of ['31', '32']) {
      await anna.keyboard.type(figure)
      await anna.keyboard.press('Enter')
    }
    await sent(anna)
    await anna.keyboard.type('99')
    await expect.poll(() => valueShown(anna)).toBe('99')
    await server.kill()

    const bei = await office.window('bei')
    await bei.getByText(EMPTY).waitFor()
    office.letLeasesRunOut()
    await bei.reload()
    await expect.poll(() => placeOf(bei), PATIENT).toEqual([document, third])
    await expect.poll(() => textNow(bei, '.open-count')).toBe('余 1 项')
    for (const [field, figure] of [
      [first, '31'],
      [second, '32'],
    ]) {
      await expect.poll(() => textNow(bei, `[data-field="${field}"]`)).toBe(figure)
    }
    await bei.keyboard.press('b')
    await bei.keyboard.press('Enter')
    await sent(bei)
    expect((await decisions()).map(({ who, after_json }) => [who, JSON.parse(after_json).value])).toEqual([
      ['anna', 31],
      ['anna', 32],
      ['bei', null],
    ])
    const { fields } = await office.report(document)
    expect([first, second].map((field) => fields[field!]?.value)).toEqual([31, 32])
    expect(Object.values(fields).map(({ value }) => value)).not.toContain(99)
  })

  test('a lease that was lost is told; what was typed is kept, and taken once the document is free again', async () => {
    const document = await office.handIn('tabs-lost-cells')
    const anna = await office.window('anna')
    const [first, second] = (await office.report(document)).review.fields
    await anna.clock.install()
    await expect.poll(() => placeOf(anna)).toEqual([document, first])
    office.letLeasesRunOut()
    const bei = await office.window('bei')
    await expect.poll(() => placeOf(bei)).toEqual([document, first])
    // Anna's machine slept as long.
    await anna.clock.fastForward(6 * 60_000)
    await anna.keyboard.type('12')
    await anna.clock.runFor(20_000)
    const lost = anna.locator('dialog', { hasText: '占用已失效' })
    await lost.waitFor()
    await anna.keyboard.press('Enter')
    await lost.getByRole('alert').waitFor()
    await expect.poll(() => valueShown(anna)).toBe('12')
    // Bei settles another field and leaves.
    await bei.keyboard.press('Tab')
    await waitForField(bei, second!)
    await bei.keyboard.type('5')
    await bei.keyboard.press('Enter')
    await sent(bei)
    await bei.context().close()
    office.letLeasesRunOut()
    await anna.keyboard.press('Enter')
    await lost.waitFor({ state: 'detached' })
    await expect.poll(() => placeOf(anna)).toEqual([document, first])
    await expect.poll(() => valueShown(anna)).toBe('12')
    await expect.poll(() => textNow(anna, '.open-count')).toBe('余 2 项')
    await anna.keyboard.press('Enter')
    await sent(anna)
    const { fields } = await office.report(document)
    expect([fields[first!]?.value, fields[second!]?.value]).toEqual([12, 5])
  })

  test('a lease that was lost may be given up for the next document', async () => {
    const document = await office.handIn('tabs-lost-cells')
    const anna = await office.window('anna')
    await anna.clock.install()
    office.letLeasesRunOut()
    await office.window('bei')
    const next = await office.handIn('tabs-lost-cells', 1)
    await anna.clock.fastForward(6 * 60_000)
    await anna.keyboard.type('12')
    await anna.clock.runFor(20_000)
    await anna.locator('dialog', { hasText: '占用已失效' }).waitFor()
    await anna.keyboard.press('Escape')
    await expect.poll(async () => (await placeOf(anna))[0], PATIENT).toBe(next)
    expect(await decisions()).toEqual([])
    expect((await office.report(document)).review.fields.length).toBe(3)
  })

  test('of two answers to one field both are shown; the other one stays, or is replaced knowingly', async () => {
    const document = await office.handIn('tabs-lost-cells')
    const [first, second] = (await office.report(document)).review.fields
    const anna = await office.window('anna')
    office.letLeasesRunOut()
    const bei = await office.window('bei')
    for (const figure of ['7', '5']) {
      await bei.keyboard.type(figure)
      await bei.keyboard.press('Enter')
    }
    await sent(bei)
    await bei.context().close()
    office.letLeasesRunOut()

    const stale = anna.locator('dialog.stale')
    await anna.keyboard.type('8')
    await anna.keyboard.press('Enter')
    await stale.waitFor()
    await expect.poll(() => stale.locator('td.figure').allTextContents()).toEqual(['8', '7'])
    await expect.poll(() => textNow(anna, 'dialog.stale')).toContain('bei')
    await anna.keyboard.press('Tab')
    await anna.keyboard.press('Enter') // theirs stays
    await stale.waitFor({ state: 'detached' })
    await expect.poll(() => textNow(anna, `[data-field="${first}"]`), PATIENT).toBe('7')
    expect((await office.report(document)).fields[first!]?.value).toBe(7)

    await anna.keyboard.press('ArrowLeft')
    while ((await placeOf(anna))[1] !== first) await anna.keyboard.press('ArrowRight')
    await anna.keyboard.type('9')
    await anna.keyboard.press('Enter')
    await sent(anna)
    const values = async () => {
      const { fields } = await office.report(document)
      return [fields[first!]?.value, fields[second!]?.value]
    }
    expect(await values()).toEqual([9, 5])
  })

  test('an answer that comes while somebody else has the document is kept, and taken once they have left', async () => {
    const document = await office.handIn('tabs-lost-cells')
    const [first] = (await office.report(document)).review.fields
    const anna = await office.window('anna')
    office.letLeasesRunOut()
    const bei = await office.window('bei')
    await expect.poll(() => placeOf(bei)).toEqual([document, first])

    const stale = anna.locator('dialog.stale')
    await anna.keyboard.type('8')
    await anna.keyboard.press('Enter')
    for (let again = 0; again < 2; again++) {
      await stale.waitFor()
      await expect.poll(() => stale.locator('td.figure').allTextContents()).toEqual(['8', '正在核对'])
      const refused = anna.waitForResponse('**/api/review/answers')
      await anna.keyboard.press('Tab')
      await anna.keyboard.press('Tab')
      await anna.keyboard.press('Enter') // mine, all the same
      expect((await refused).status()).toBe(409)
    }
    expect((await office.report(document)).fields[first!]?.corrected).toBeUndefined()
    await bei.context().close()
    office.letLeasesRunOut()
    await stale.waitFor()
    await anna.keyboard.press('Tab')
    await anna.keyboard.press('Tab')
    await anna.keyboard.press('Enter')
    await sent(anna)
    await stale.waitFor({ state: 'detached' })
    expect((await office.report(document)).fields[first!]).toMatchObject({ value: 8, corrected: true })
  })
})
