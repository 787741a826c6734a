import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EXIT } from '../../schemas/problem.ts'
import { makeScratch, ordinaryUser, run, start } from '../support/command.ts'
import { SAMPLES } from './batch.ts'
import { onePage } from './build-pdf.ts'

const scratch = makeScratch()
const GOOD = '一、总体情况\n某局按规定公开信息。\n'
const dump = SAMPLES.get('tabs-lost-cells')!

/** The codes that standard error gives, one for each line. */
const codes = (stderr: string) =>
  stderr
    .trim()
    .split('\n')
    .map((line) => /\[([a-z-]+)\]/.exec(line)?.[1] ?? line)

function folder(name: string): string {
  mkdirSync(scratch(name), { recursive: true })
  return scratch(name)
}

function file(path: string, content: string | Uint8Array = GOOD): string {
  writeFileSync(path, content)
  return path
}

describe('names', () => {
  const NAMES: readonly string[] = [
    '--version',
    '-.txt',
    '--out.txt',
    '$(touch owned).txt',
    '`touch owned`.txt',
    ';touch owned;.txt',
    '* ?[a]{b,c}!(d).txt',
    '\u001b[2J\u001b]0;owned\u0007.txt',
    'two\nlines [file-missing].txt',
    'nianbao: x: is fine [ok].txt',
    '\u202etxt.fdp.txt',
    '总体情况.txt',
    '.txt.txt',
    'con.txt',
    ' .txt',
    '%s%n%x.txt',
    '__proto__.txt',
    'constructor.txt',
    `${'长'.repeat(83)}.txt`,
    `${'x'.repeat(251)}.txt`,
  ]

  test('of every kind are read, write a report each, and do nothing else', async () => {
    const inputs = folder('names')
    for (const name of NAMES) file(join(inputs, name))
    const out = scratch('names-out')
    const ended = await run(['extract', '--out', out, '--', ...NAMES.map((name) => `./${name}`)], { cwd: inputs })
    expect(ended.code).toBe(EXIT.ok)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal
    expect(ended.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    const reports = readdirSync(out).filter((name) => name.endsWith('.json'))
    expect(reports).toHaveLength(NAMES.length)
    expect(reports.every((name) => Buffer.byteLength(name) <= 255)).toBe(true)
    expect(readdirSync(inputs).sort()).toEqual([...NAMES].sort())
    const named = reports.map((name) => JSON.parse(readFileSync(join(out, name), 'utf8')).source.name)
    expect(named.sort()).toEqual([...NAMES].sort())
  })

  test('that climb out of their folder name reports inside --out', async () => {
    const inputs = folder('deep/er')
    file(scratch('deep/above.txt'))
    file(scratch('deep/...txt'))
    const out = scratch('deep/out')
    const ended = await run(['extract', '../above.txt', '../...txt', 'no/../../above.txt', '--out', out], {
      cwd: inputs,
    })
    expect(
      codes(
        ended.stderr
          .split('\n')
          .filter((line) => line.startsWith('nianbao:'))
          .join('\n'),
      ),
    ).toEqual(['file-missing'])
    expect(
      readdirSync(out)
        .filter((name) => name !== '.nianbao')
        .sort(),
    ).toEqual(['...json', 'above.json'].sort())
    expect(readdirSync(scratch('deep')).sort()).toEqual(['...txt', 'above.txt', 'er', 'out'])
  })

  test('longer than the file system takes are missing files', async () => {
    const ended = await run(['extract', `${'x'.repeat(5000)}.pdf`, `${'y/'.repeat(3000)}z.pdf`, '--json', '--quiet'])
    expect(ended.code).toBe(EXIT.input)
    expect(codes(ended.stderr)).toEqual(['file-missing', 'file-missing'])
  })
})

describe('what is no file', () => {
  test('folders, pipes, devices and links are told from files, and none is waited for', async () => {
    const inputs = folder('odd')
    mkdirSync(join(inputs, 'folder.pdf'))
    execFileSync('mkfifo', [join(inputs, 'pipe.pdf')])
    symlinkSync('/dev/zero', join(inputs, 'zero.pdf'))
    symlinkSync('/dev/stdin', join(inputs, 'stdin.txt'))
    symlinkSync('ring-b.pdf', join(inputs, 'ring-a.pdf'))
    symlinkSync('ring-a.pdf', join(inputs, 'ring-b.pdf'))
    symlinkSync('gone.pdf', join(inputs, 'hanging.pdf'))
    symlinkSync('..', join(inputs, 'up'))
    symlinkSync('/proc/self/mem', join(inputs, 'memory.pdf'))
    file(join(inputs, 'good.txt'))
    const ended = await run(['extract', inputs, '--json', '--quiet'])
    expect(ended.ms).toBeLessThan(30_000)
    expect(ended.code).toBe(EXIT.input)
    expect(ended.stdout).toContain('"name":"good.txt"')
    const told = ended.stderr.split('\n').filter((line) => line.includes('/odd/') && !line.includes('/odd/up/'))
    for (const name of ['pipe.pdf', 'zero.pdf', 'stdin.txt', 'ring-a.pdf', 'ring-b.pdf', 'hanging.pdf', 'memory.pdf'])
      expect(told.filter((line) => line.includes(`/${name}: `))).toHaveLength(1)
    expect(codes(told.join('\n')).every((code) => /^file-(unreadable|missing|empty)$/.test(code))).toBe(true)
  })

  test('a folder named .pdf given by name is a folder', async () => {
    file(join(folder('named/folder.pdf'), 'good.txt'))
    const ended = await run(['extract', scratch('named/folder.pdf'), '--json', '--quiet'])
    expect(ended).toMatchObject({ code: EXIT.ok, stdout: expect.stringContaining('"name":"good.txt"') })
  })
})

describe('what changes meanwhile', () => {
  test('a file deleted before its turn is missing; one that is replaced is read as it is then', async () => {
    const inputs = folder('going')
    const busy = Array.from({ length: 20 }, (_, i) => file(join(inputs, `a${i}.pdf`), onePage()))
    const gone = file(join(inputs, 'gone.txt'))
    const replaced = file(join(inputs, 'replaced.txt'))
    const started = start(['extract', ...busy, gone, replaced, dump, '--out', scratch('going-out'), '--jobs', '1'])
    await expect.poll(started.stderr, { interval: 10, timeout: 100_000 }).toContain('page 1 of 1')
    unlinkSync(gone)
    file(replaced, '二、主动公开\n')
    const ended = await started.ended
    expect(ended.stderr).toMatch(/gone\.txt: does not exist.*\[file-missing\]/)
    expect(ended.code).toBe(EXIT.input)
    expect(readFileSync(scratch('going-out/replaced.json'), 'utf8')).toContain('主动公开')
    expect(existsSync(scratch('going-out/gone.json'))).toBe(false)
    expect(existsSync(scratch('going-out/tabs-lost-cells.json'))).toBe(true)
  })

  test('reports whose folder is deleted meanwhile are failures to write, each told', async () => {
    const inputs = Array.from({ length: 20 }, (_, i) => file(scratch(`b${i}.pdf`), onePage()))
    const out = scratch('leaving')
    const started = start(['extract', ...inputs, '--out', out, '--jobs', '1'])
    await expect.poll(started.stderr, { interval: 10, timeout: 100_000 }).toContain('page 1 of 1')
    execFileSync('rm', ['-rf', out])
    const ended = await started.ended
    expect(ended.code).toBe(EXIT.output)
    expect(ended.stderr).not.toMatch(/defect|\bat .+:\d+:\d+/)
    expect(ended.stderr).toContain('[output-failed]')
  })
})

describe('where nothing can be written or read', () => {
  test('a folder that is read-only, and a state folder that is', async (context) => {
    const user = ordinaryUser()
    if (!user) return context.skip('nobody may not read this checkout')
    const closed = folder('closed')
    chmodSync(closed, 0o555)
    const state = folder('state')
    mkdirSync(join(state, '.nianbao'))
    chmodSync(state, 0o777)
    for (const out of [closed, state]) {
      const ended = await run(['extract', dump, '--out', out, '--quiet'], user)
      expect(ended).toMatchObject({ code: EXIT.output, stderr: expect.stringContaining('[output-denied]') })
    }
  })

  test('a file and a folder that may not be read stop nobody', async (context) => {
    const user = ordinaryUser()
    if (!user) return context.skip('nobody may not read this checkout')
    const inputs = folder('secret')
    chmodSync(file(join(inputs, 'a.pdf'), onePage()), 0)
    chmodSync(folder('secret/b'), 0)
    file(join(inputs, 'c.txt'))
    const ended = await run(['extract', inputs, '--json', '--quiet'], user)
    chmodSync(scratch('secret/b'), 0o755)
    expect(codes(ended.stderr)).toEqual(['file-unreadable', 'file-unreadable'])
    expect(ended.stdout).toContain('"name":"c.txt"')
    expect(ended.code).toBe(EXIT.input)
  })

  test('a full disk is told once, and every file on it is whole', async (context) => {
    const disk = folder('disk')
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'none', disk], { stdio: 'ignore' })
    } catch {
      return context.skip('needs the right to mount')
    }
    try {
      const ended = await run(['extract', ...SAMPLES.values(), '--out', disk, '--quiet'])
      expect(ended.code).toBe(EXIT.output)
      expect(codes(ended.stderr)).toContain('output-disk-full')
      for (const name of readdirSync(disk).filter((each) => each.endsWith('.json')))
        JSON.parse(readFileSync(join(disk, name), 'utf8'))
    } finally {
      execFileSync('umount', [disk])
    }
  })
})
