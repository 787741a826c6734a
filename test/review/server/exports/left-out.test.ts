import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { zipOf } from '../../../../export/zip/zip.ts'
import { isListName, type LeftOut, leftOut } from '../../../../review/server/exports/left-out.ts'
import { unzipped } from '../../../export/support/zip.ts'

type Line = Readonly<Record<'document' | 'code' | 'page' | 'message' | '说明', string>>

async function filesOf(list: LeftOut, atEnd: boolean): Promise<ReadonlyMap<string, readonly Line[]>> {
  const zip = Buffer.concat(await Array.fromAsync(zipOf(list.lists(atEnd))))
  const files = [...(await unzipped(zip))].map(
    ([path, bytes]) => [path, parse(bytes, { columns: true, bom: true }) as Line[]] as const,
  )
  return new Map(files)
}

test('what is left out is told in English and Chinese; what a spreadsheet would run does not', async () => {
  const list = leftOut()
  list.add('=HYPERLINK("x").pdf', { code: 'page-failed', page: 3, message: 'page 3 could not be drawn (Bad token)' })
  list.add('b.pdf', { code: 'pdf-encrypted', message: 'something of another version' })
  expect(await filesOf(list, false)).toEqual(new Map())
  const lines = (await filesOf(list, true)).get('left-out.csv')
  expect(lines).toMatchObject([
    { document: '\'=HYPERLINK("x").pdf', code: 'page-failed', page: '3', 说明: '第 3 页画不出来' },
    { document: 'b.pdf', page: '', message: 'something of another version', 说明: expect.stringContaining('加密') },
  ])
  expect(await filesOf(list, true)).toEqual(new Map())
})

test('lists are handed out when they are full, so that none grows with the number of reports', async () => {
  const list = leftOut()
  const add = (count: number) => {
    for (let i = 0; i < count; i++) list.add(`${i}.txt`, { code: 'page-not-read', message: 'could not be read' })
  }
  add(20_000)
  expect((await filesOf(list, false)).get('left-out.csv')).toHaveLength(20_000)
  add(1)
  expect([...(await filesOf(list, true))].map(([path, lines]) => [path, lines.length])).toEqual([['left-out-2.csv', 1]])
  expect(['left-out.csv', 'Left-Out-12.csv', 'left-out.pdf', 'my left-out.csv'].map(isListName)).toEqual([
    ...[true, true],
    ...[false, false],
  ])
})
