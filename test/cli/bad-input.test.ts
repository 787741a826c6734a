import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EXIT, type ProblemCode } from '../../schemas/problem.ts'
import { makeScratch, ordinaryUser, run } from '../support/command.ts'
import { endlessPdf } from '../support/endless.ts'
import { makePdf } from '../support/pdfs.ts'
import { ROOT } from '../support/sources.ts'

const scratch = makeScratch()
const SAMPLE = join(ROOT, 'samples', 'digital', 'form-2019.pdf')
const sample = readFileSync(SAMPLE)

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(scratch(name), content)
  return scratch(name)
}

type Bad = {
  readonly what: string
  readonly make: () => string
  readonly code: ProblemCode
  readonly options?: readonly string[]
}

const BAD: readonly Bad[] = [
  { what: 'a missing file', make: () => scratch('missing.pdf'), code: 'file-missing' },
  { what: 'a pattern without a match', make: () => scratch('none-*.pdf'), code: 'file-missing' },
  { what: 'an empty folder', make: () => folder('empty-folder'), code: 'file-missing' },
  { what: 'an empty file', make: () => file('empty.pdf', ''), code: 'file-empty' },
  { what: 'white space', make: () => file('white.txt', ' \n'), code: 'file-empty' },
  { what: 'text named .pdf', make: () => file('text.pdf', 'no PDF\n'), code: 'not-a-pdf' },
  { what: 'an Office document', make: () => file('x.docx', 'PK\u0003\u0004....'), code: 'file-type-unknown' },
  {
    what: 'binary',
    make: () =>
      file(
        'binary.txt',
        Uint8Array.from({ length: 999 }, (_, i) => (i * 97) % 256),
      ),
    code: 'encoding-unreadable',
  },
  {
    what: 'an encrypted PDF',
    make: () => file('encrypted.pdf', makePdf({ password: 'geheim' })),
    code: 'pdf-encrypted',
  },
  {
    what: 'a wrong password',
    make: () => file('locked.pdf', makePdf({ password: 'geheim' })),
    code: 'pdf-password-wrong',
    options: ['--password', 'x'],
  },
  { what: 'a truncated PDF', make: () => file('truncated.pdf', sample.subarray(0, 20_000)), code: 'pdf-damaged' },
  { what: 'a PDF without pages', make: () => file('zero.pdf', makePdf({ pages: 0 })), code: 'pdf-no-pages' },
  { what: 'a PDF over the page limit', make: () => SAMPLE, code: 'too-many-pages', options: ['--max-pages', '2'] },
  { what: 'a file over the size limit', make: () => SAMPLE, code: 'file-too-large', options: ['--max-bytes', '10K'] },
  { what: 'pages beyond the end', make: () => SAMPLE, code: 'page-out-of-range', options: ['--pages', '90-'] },
  { what: 'a pipe', make: () => pipe('pipe.pdf'), code: 'file-unreadable' },
  { what: 'a device', make: () => '/dev/zero', code: 'file-unreadable' },
  { what: 'a link to itself', make: () => link('loop.pdf'), code: 'file-unreadable' },
]

describe('each kind of bad input is one line and exit code 3, and leaves no report', () => {
  test.each(BAD)('$what', async ({ what, make, code, options = [] }) => {
    const out = scratch(`out-${what}`)
    const ended = await run(['extract', make(), '--out', out, '--json', '--quiet', ...options])
    expect(ended.stderr).toMatch(new RegExp(`^nianbao: [^\\n]+ \\[${code}\\]\\n$`))
    expect(ended.code).toBe(EXIT.input)
    expect(JSON.parse(ended.stdout)).toMatchObject({ format: 'nianbao/problem@1', problem: { code } })
    expect(readdirSync(out)).toEqual(['.nianbao'])
  })
})

test('nothing on standard input is a problem too', async () => {
  expect(await run(['extract', '-', '--json', '--quiet'])).toMatchObject({
    code: EXIT.input,
    stderr: expect.stringContaining('nianbao: -: is empty'),
  })
})

test('a bad file never stops a batch; the summary names it', async () => {
  const inputs = [scratch('gone.pdf'), SAMPLE, file('bad.pdf', 'x'), file('fine.txt', '一、总体情况\n')]
  const ended = await run(['extract', ...inputs, '--out', scratch('batch')])
  expect(ended.code).toBe(EXIT.input)
  expect(ended.stderr).toContain('2 reports ·')
  expect(ended.stderr).toContain('2 of 4 inputs failed')
  expect(ended.stderr).toMatch(/^nianbao: .*gone\.pdf: does not exist/m)
  expect(ended.stderr).toMatch(/^nianbao: .*bad\.pdf: is named \.pdf but holds plain text/m)
  expect(existsSync(scratch('batch/form-2019.json'))).toBe(true)
})

test('a picture that cannot be decoded gives no report, and one line that says why', async () => {
  const png = file('scan.png', Buffer.from('89504e470d0a1a0a', 'hex'))
  const ended = await run(['extract', png, '--json', '--quiet'])
  expect(ended.code).toBe(EXIT.input)
  expect(ended.stderr).toMatch(
    /^nianbao: [^\n]*scan\.png: the picture [^\n]*decoded \([^\n)]+[^:]\)[^\n]* \[image-damaged\]\n$/,
  )
  expect(JSON.parse(ended.stdout)).toMatchObject({
    format: 'nianbao/problem@1',
    problem: { code: 'image-damaged' },
  })
})

test('a page of absurd size is told, in the report and by the exit code', async () => {
  const ended = await run([
    'extract',
    file('huge.pdf', makePdf({ mediaBox: '0 0 900000 900000' })),
    '--json',
    '--quiet',
  ])
  expect(ended.code).toBe(EXIT.input)
  expect(JSON.parse(ended.stdout).problems[0].code).toBe('page-size-absurd')
})

test('names with control characters or without an encoding are read, and shown escaped', async () => {
  const folder_ = folder('names')
  writeFileSync(join(folder_, 'red\u001b[31m\nline.txt'), '一、总体情况\n')
  writeFileSync(
    Buffer.concat([Buffer.from(`${folder_}/latin`), Buffer.of(0xe9), Buffer.from('.txt')]),
    '二、主动公开\n',
  )
  const ended = await run(['extract', folder_, '--out', scratch('names-out')])
  expect(ended.code).toBe(EXIT.ok)
  expect(ended.stderr).toContain('red\\u{1b}[31m\\nline.txt')
  expect(ended.stderr).not.toContain('\u001b')
  expect(readdirSync(scratch('names-out')).sort()).toEqual(['.nianbao', 'latin_.json', 'red_[31m_line.json'])
  const named = await run(['extract', join(folder_, 'latin\uFFFD.txt'), '--json', '--quiet'])
  expect(named.code).toBe(EXIT.ok)
})

test('an input that takes too long is given up, and the others are read', async () => {
  // The good file, a text that needs a process and some milliseconds, stays below the limit on a busy machine too.
  const endless = file('endless.pdf', endlessPdf())
  const good = join(ROOT, 'samples', 'text', 'tabs-lost-cells.txt')
  const ended = await run(['extract', endless, good, '--out', scratch('late'), '--timeout', '3', '--jobs', '1'])
  expect(ended.stderr).toMatch(/endless\.pdf: took longer than 3 s \((?:page 1 of 1|opening it)\).* \[page-timeout\]/)
  expect(ended.stderr).toContain('1 report ·')
  expect(ended.code).toBe(EXIT.input)
})

describe('output', () => {
  test('a file in the folder’s place', async () => {
    const ended = await run(['extract', SAMPLE, '--out', file('occupied', 'x')])
    expect(ended).toMatchObject({
      code: EXIT.output,
      stderr: expect.stringMatching(/^nianbao: --out: .* is a file, not a folder.*\n$/),
    })
  })

  test('a file in the place of the folder for drawings', async () => {
    const ended = await run(['extract', SAMPLE, '--out', scratch('undrawn'), '--debug', file('no-folder', 'x')])
    expect(ended).toMatchObject({
      code: EXIT.output,
      stderr: expect.stringMatching(/^nianbao: --debug: .* is a file, not a folder; choose another --debug.*\n$/),
    })
  })

  test('a folder where nobody can make one, for reports or drawings', async () => {
    for (const options of [
      ['--out', '/proc/none'],
      ['--out', scratch('none'), '--debug', '/proc/none'],
    ]) {
      const ended = await run(['extract', SAMPLE, ...options])
      expect(ended).toMatchObject({
        code: EXIT.output,
        stderr: expect.stringMatching(/\/proc\/none.*\[output-\w+\]\n$/),
      })
    }
  })

  test('a folder in a report’s place', async () => {
    mkdirSync(scratch('blocked/form-2019.json'), { recursive: true })
    const ended = await run(['extract', SAMPLE, '--out', scratch('blocked'), '--quiet'])
    expect(ended).toMatchObject({ code: EXIT.output, stderr: expect.stringContaining('[output-failed]') })
    expect(readdirSync(scratch('blocked/.nianbao'))).toEqual([])
  })

  test('standard output on a full disk', async () => {
    const script = `"${process.execPath}" "${join(ROOT, 'cli', 'nianbao.js')}" extract "${SAMPLE}" --json --quiet >/dev/full`
    expect(shell(script)).toMatchObject({ code: EXIT.output, stderr: expect.stringContaining('[output-disk-full]') })
  })

  test('standard output that nobody reads to its end', async () => {
    const script = `"${process.execPath}" "${join(ROOT, 'cli', 'nianbao.js')}" extract "${join(ROOT, 'samples')}" --json | head -c 100`
    expect(shell(script).stderr).not.toMatch(/defect|EPIPE|at /)
  })

  test('a folder without permission to write', async (context) => {
    const user = ordinaryUser()
    if (!user) return context.skip('nobody may not read this checkout')
    const locked = folder('locked')
    chmodSync(locked, 0o555)
    const ended = await run(['extract', SAMPLE, '--out', join(locked, 'out')], user)
    expect(ended).toMatchObject({ code: EXIT.output, stderr: expect.stringContaining('[output-denied]') })
  })

  test('a report in a folder that has become read-only', async (context) => {
    const user = ordinaryUser()
    if (!user) return context.skip('nobody may not read this checkout')
    const out = folder('frozen')
    chmodSync(out, 0o777)
    await run(['extract', file('frozen.txt', '一、总体情况\n'), '--out', out], user)
    chmodSync(out, 0o555)
    const ended = await run(['extract', SAMPLE, '--out', out, '--quiet'], user)
    expect(ended).toMatchObject({ code: EXIT.output, stderr: expect.stringContaining('[output-denied]') })
    expect(readdirSync(join(out, '.nianbao'))).toEqual(['manifest.json'])
  })

  test('a file without permission to read', async (context) => {
    const user = ordinaryUser()
    if (!user) return context.skip('nobody may not read this checkout')
    const locked = file('secret.pdf', sample)
    chmodSync(locked, 0)
    const ended = await run(['extract', locked, '--json', '--quiet'], user)
    expect(ended).toMatchObject({ code: EXIT.input, stderr: expect.stringContaining('[file-unreadable]') })
  })

  test('a read-only file system', async (context) => {
    const mounted = mount('readonly', 'size=64k,ro')
    if (!mounted) return context.skip('needs the right to mount')
    try {
      const ended = await run(['extract', SAMPLE, '--out', join(mounted, 'out')])
      expect(ended).toMatchObject({ code: EXIT.output, stderr: expect.stringContaining('[output-denied]') })
    } finally {
      execFileSync('umount', [mounted])
    }
  })

  test('a full disk stops the run, and tears nothing', async (context) => {
    const mounted = mount('full', 'size=300k')
    if (!mounted) return context.skip('needs the right to mount')
    try {
      const ended = await run(['extract', join(ROOT, 'samples', 'digital'), '--out', mounted, '--jobs', '1'])
      expect(ended.code).toBe(EXIT.output)
      expect(ended.stderr).toContain('[output-disk-full]')
      const written = readdirSync(mounted).filter((name) => name.endsWith('.json'))
      for (const name of written) JSON.parse(readFileSync(join(mounted, name), 'utf8'))
      expect(readdirSync(join(mounted, '.nianbao')).filter((name) => name.endsWith('.tmp'))).toEqual([])
    } finally {
      execFileSync('umount', [mounted])
    }
  })
})

function folder(name: string): string {
  mkdirSync(scratch(name))
  return scratch(name)
}

function pipe(name: string): string {
  execFileSync('mkfifo', [scratch(name)])
  return scratch(name)
}

function link(name: string): string {
  symlinkSync(name, scratch(name))
  return scratch(name)
}

function shell(script: string): { readonly code: number; readonly stderr: string } {
  try {
    execFileSync('bash', ['-c', `set -o pipefail; { ${script}; } 2>"${scratch('stderr')}"`], {
      timeout: 60_000,
      stdio: 'pipe',
    })
    return { code: 0, stderr: readFileSync(scratch('stderr'), 'utf8') }
  } catch (error) {
    return { code: (error as { status: number }).status, stderr: readFileSync(scratch('stderr'), 'utf8') }
  }
}

/** Mounts a small file system in memory, where this user may; null where not. */
function mount(name: string, options: string): string | null {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', folder(name)], { stdio: 'ignore' })
    return scratch(name)
  } catch {
    return null
  }
}
