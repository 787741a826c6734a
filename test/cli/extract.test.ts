import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { EXIT } from '../../schemas/problem.ts'
import { Report } from '../../schemas/report.ts'
import { makeScratch, run } from '../support/command.ts'
import { ROOT } from '../support/sources.ts'

const scratch = makeScratch()
const DIGITAL = join(ROOT, 'samples', 'digital')
const TEXT = join(ROOT, 'samples', 'text')
const DUMP = readFileSync(join(TEXT, 'markdown-pieces.txt'))

/** Every file below a folder with its content and time of change. */
function snapshot(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const files = names.filter((name) => statSync(join(folder, name)).isFile())
  return Object.fromEntries(
    files.map((name) => [name, `${statSync(join(folder, name)).mtimeMs} ${readFileSync(join(folder, name))}`]),
  )
}

function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '')
}

describe('one run', () => {
  const out = scratch('out')
  let first: Awaited<ReturnType<typeof run>>
  beforeAll(async () => {
    first = await run(['extract', DIGITAL, join(TEXT, '*.txt'), '--out', out])
  })

  test('writes a report for every input, as the schema has it, with a newline at the end', () => {
    const inputs = [...readdirSync(DIGITAL), ...readdirSync(TEXT)].filter((name) => /\.(pdf|txt)$/.test(name))
    const reports = contents(out)
    expect(Object.keys(reports)).toEqual(inputs.map((name) => name.replace(/\.\w+$/, '.json')).sort())
    for (const text of Object.values(reports)) {
      expect(Report.parse(JSON.parse(text)).document.kind).toBe('disclosure-annual-report')
      expect(text.endsWith('}\n')).toBe(true)
      expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`)
    }
  })

  test('tells progress and a summary on standard error, and nothing on standard output', () => {
    expect(first).toMatchObject({ code: EXIT.ok, stdout: '' })
    expect(first.stderr).toMatch(/^11\/11 files · [\d.]+\/s$/m)
    expect(first.stderr).toMatch(/^11 reports · \d+ fields accepted · \d+ in review · \d+ problems?/m)
  })

  test('again changes nothing, and reads nothing', async () => {
    const before = snapshot(out)
    const again = await run(['extract', DIGITAL, join(TEXT, '*.txt'), '--out', out])
    expect(again.code).toBe(EXIT.ok)
    expect(again.stderr).toContain('11 reports (11 unchanged)')
    expect(snapshot(out)).toEqual(before)
  })

  test('gives the same bytes with other jobs, in another order, and when forced', async () => {
    const reports = contents(out)
    const other = await run(['extract', join(TEXT, '*.txt'), DIGITAL, '--out', scratch('other'), '--jobs', '3'])
    expect(other.code).toBe(EXIT.ok)
    expect(contents(scratch('other'))).toEqual(reports)
    const forced = await run(['extract', DIGITAL, join(TEXT, '*.txt'), '--out', out, '--jobs', '1', '--force'])
    expect(forced.stderr).toContain('11 reports ·')
    expect(contents(out)).toEqual(reports)
  })

  test('streams the same reports as lines in the order of the inputs', async () => {
    const args = [join(TEXT, 'markdown-pieces.txt'), DIGITAL, join(TEXT, 'running-vertical.txt'), '--json']
    const streamed = await run(['extract', ...args, '--quiet'])
    const reports = lines(streamed.stdout).map((line) => Report.parse(JSON.parse(line)))
    const pdfs = readdirSync(DIGITAL)
      .filter((name) => name.endsWith('.pdf'))
      .sort()
    expect(reports.map(({ source }) => source.name)).toEqual(['markdown-pieces.txt', ...pdfs, 'running-vertical.txt'])
    expect(streamed.stderr).toBe('')
    const kept = await run(['extract', ...args, '--quiet', '--out', out])
    expect(kept.stdout).toBe(streamed.stdout)
  })

  test('--strict ends with a code of its own where something is in review', async () => {
    const strict = (name: string) => run(['extract', join(DIGITAL, name), '--out', out, '--strict', '--quiet'])
    expect((await strict('wrong-sum.pdf')).code).toBe(EXIT.review)
    expect((await strict('form-2019.pdf')).code).toBe(EXIT.ok)
  })
})

describe('what is read again', () => {
  test('a report that was edited, torn or deleted, an input that changed, other options', async () => {
    const [input, out] = [scratch('again.txt'), scratch('again')]
    const report = join(out, 'again.json')
    writeFileSync(input, DUMP)
    const extract = (...options: string[]) => run(['extract', input, '--out', out, ...options])
    await extract()
    const whole = readFileSync(report, 'utf8')
    for (const spoil of [whole.replace('"pages": 1', '"pages": 2'), whole.slice(0, 1000), '']) {
      writeFileSync(report, spoil)
      expect((await extract()).stderr).toContain('1 report ·')
      expect(readFileSync(report, 'utf8')).toBe(whole)
    }
    expect((await extract()).stderr).toContain('(1 unchanged)')
    utimesSync(input, 1, 1)
    expect((await extract()).stderr).toContain('(1 unchanged)')
    expect((await extract('--review-threshold', '1')).stderr).toContain('1 report ·')
    expect(readFileSync(report, 'utf8')).not.toBe(whole)
    expect((await extract()).stderr).toContain('1 report ·')
    writeFileSync(input, Buffer.concat([DUMP, Buffer.from('\n附注\n')]))
    expect((await extract()).stderr).toContain('1 report ·')
    expect(readFileSync(report, 'utf8')).not.toBe(whole)
  })

  test('an unchanged input whose pages somebody wants drawn', async () => {
    const [input, out, drawings] = [join(DIGITAL, 'wrong-sum.pdf'), scratch('drawn'), scratch('drawings')]
    const extract = (...options: string[]) => run(['extract', input, '--out', out, '--pages', '2', ...options])
    await extract()
    expect((await extract('--debug', drawings)).stderr).toContain('1 report ·')
    expect(readdirSync(drawings)).toEqual(['wrong-sum-p2.png'])
    expect((await extract()).stderr).toContain('(1 unchanged)')
  })
})

describe('names', () => {
  test('inputs with one base name get a report each, whatever their order', async () => {
    for (const [folder, text] of [
      ['a', '一'],
      ['b', '二'],
      ['c', '一'],
    ] as const) {
      mkdirSync(scratch(`names/${folder}`), { recursive: true })
      writeFileSync(scratch(`names/${folder}/x.txt`), `${text}、总体情况\n`)
    }
    const inputs = ['a', 'b', 'c'].map((folder) => scratch(`names/${folder}/x.txt`))
    const one = await run(['extract', ...inputs, '--out', scratch('names-1')])
    await run(['extract', ...[...inputs].reverse(), '--out', scratch('names-2')])
    expect(Object.keys(contents(scratch('names-1')))).toEqual([
      'x.json',
      expect.stringMatching(/^x~[0-9a-f]{8}\.json$/),
    ])
    expect(contents(scratch('names-2'))).toEqual(contents(scratch('names-1')))
    expect(one.stderr).toContain(`${inputs[2]}: same content as ${inputs[0]}, one report for both`)
  })

  test('an input of a later run does not replace the report of another that is still there', async () => {
    mkdirSync(scratch('later/a'), { recursive: true })
    mkdirSync(scratch('later/b'), { recursive: true })
    writeFileSync(scratch('later/a/x.txt'), '一、总体情况\n')
    writeFileSync(scratch('later/b/x.txt'), '二、主动公开\n')
    await run(['extract', scratch('later/a'), '--out', scratch('later/out')])
    const before = contents(scratch('later/out'))
    await run(['extract', scratch('later/b'), '--out', scratch('later/out')])
    expect(contents(scratch('later/out'))).toMatchObject(before)
    expect(Object.keys(contents(scratch('later/out')))).toHaveLength(2)
  })

  test('a file that is no report is not overwritten, unless forced', async () => {
    mkdirSync(scratch('mine'))
    writeFileSync(scratch('mine/x.txt'), '一、总体情况\n')
    writeFileSync(scratch('mine/x.json'), '{"mine":1}')
    const refused = await run(['extract', scratch('mine/x.txt'), '--out', scratch('mine')])
    expect(refused).toMatchObject({ code: EXIT.output, stderr: expect.stringContaining('[output-failed]') })
    expect(readFileSync(scratch('mine/x.json'), 'utf8')).toBe('{"mine":1}')
    expect((await run(['extract', scratch('mine/x.txt'), '--out', scratch('mine'), '--force'])).code).toBe(EXIT.ok)
  })
})

describe('inputs', () => {
  test('standard input is read by its content', async () => {
    const text = await run(['extract', '-', '--json', '--quiet'], { input: DUMP })
    expect(JSON.parse(text.stdout)).toMatchObject({ source: { name: 'stdin', kind: 'text' } })
    const pdf = await run(['extract', '-', '--out', scratch('stdin'), '--quiet'], {
      input: readFileSync(join(DIGITAL, 'form-2019.pdf')),
    })
    expect(pdf.code).toBe(EXIT.ok)
    expect(Report.parse(JSON.parse(contents(scratch('stdin'))['stdin.json']!)).source.kind).toBe('digital')
  })

  test('folders are read whole, sorted, each file once, whatever links lead back into them', async () => {
    mkdirSync(scratch('tree/sub/deep'), { recursive: true })
    mkdirSync(scratch('tree/.hidden'))
    for (const name of ['b.txt', 'a.md', 'sub/c.TXT', 'sub/deep/d.txt', '.hidden/e.txt', 'f.csv']) {
      writeFileSync(scratch(`tree/${name}`), `${name} 一、总体情况\n`)
    }
    symlinkSync('..', scratch('tree/sub/deep/up'))
    symlinkSync('.', scratch('tree/sub/self'))
    const { stdout, stderr, code } = await run([
      'extract',
      scratch('tree'),
      scratch('tree/b.txt'),
      scratch('tree/*.txt'),
      '--json',
    ])
    expect(lines(stdout).map((line) => JSON.parse(line).source.name)).toEqual(['a.md', 'b.txt', 'c.TXT', 'd.txt'])
    expect(stderr).toContain('1 other files left aside')
    expect(code).toBe(EXIT.ok)
  })

  test('a file whose name looks like a pattern is that file', async () => {
    writeFileSync(scratch('x[1].txt'), '一、总体情况\n')
    const { stdout } = await run(['extract', scratch('x[1].txt'), '--json', '--quiet'])
    expect(JSON.parse(stdout).source.name).toBe('x[1].txt')
  })

  test('only the pages asked for are read', async () => {
    const { stdout, code } = await run([
      'extract',
      join(DIGITAL, 'form-2019.pdf'),
      '--json',
      '--quiet',
      '--pages',
      '2-3',
    ])
    const report = Report.parse(JSON.parse(stdout))
    const pages = new Set(report.tables.flatMap((table) => table.cells.map((cell) => cell.page)))
    expect([...pages].filter((page) => page !== 2 && page !== 3)).toEqual([])
    expect(code).toBe(EXIT.ok)
  })

  test('a form of one’s own is matched beside the official ones', async () => {
    const form = JSON.parse(readFileSync(join(ROOT, 'schemas', 'forms', '2021.json'), 'utf8'))
    writeFileSync(scratch('form.json'), JSON.stringify({ ...form, id: 'own', years: [1999] }))
    const own = await run([
      'extract',
      join(DIGITAL, 'form-2021-blanks.pdf'),
      '--json',
      '--quiet',
      '--form',
      scratch('form.json'),
    ])
    expect(own.code).toBe(EXIT.ok)
    expect(JSON.parse(own.stdout).document.kind).toBe('disclosure-annual-report')
  })

  test('a document of an unknown kind is read, and a line says so', async () => {
    writeFileSync(scratch('letter.txt'), '关于召开会议的通知\n请各单位准时参加。\n')
    const { stdout, stderr, code } = await run(['extract', scratch('letter.txt'), '--json'])
    expect(JSON.parse(stdout).document.kind).toBe('unknown')
    expect(stderr).toContain('letter.txt: no known form;')
    expect(code).toBe(EXIT.ok)
  })

  test('moving inputs and reports together keeps what is known', async () => {
    cpSync(TEXT, scratch('move/in'), { recursive: true })
    await run(['extract', scratch('move/in'), '--out', scratch('move/out')])
    cpSync(scratch('move'), scratch('moved'), { recursive: true, preserveTimestamps: true })
    const again = await run(['extract', scratch('moved/in'), '--out', scratch('moved/out')])
    expect(again.stderr).toContain('(6 unchanged)')
  })
})
