import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../support/sources.ts'

/** A command of a page as it is typed, with what the page says comes of it. */
export type DocCommand = {
  /** The page, from the repository's root. */
  readonly page: string
  /** From 1. */
  readonly line: number
  readonly text: string
  /** Lines printed, in blocks that show them; null where the page shows none. */
  readonly shown: readonly string[] | null
  /** What it ends with: 0, or what its comment says (`# exit code 4`, `# 退出码 4`). */
  readonly code: number
}

/** The pages whose commands are run: the READMEs and everything in docs/, decisions too. */
export function docPages(): readonly string[] {
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
  const pages = docs.map((name) => `docs/${name.replaceAll('\\', '/')}`).filter((name) => name.endsWith('.md'))
  return ['README.md', 'README.zh.md', ...pages.sort()]
}

/** Commands in a page's blocks of `sh`, `bash` and `console`, in order. */
export function commandsOf(page: string): readonly DocCommand[] {
  return commandsIn(page, readFileSync(join(ROOT, page), 'utf8'))
}

export function commandsIn(page: string, text: string): readonly DocCommand[] {
  const commands: DocCommand[] = []
  let language: string | null = null
  let block: Line[] = []
  for (const [i, line] of text.split('\n').entries()) {
    const fence = /^```(\w*)/.exec(line)
    if (!fence) {
      if (language !== null) block.push({ text: line, number: i + 1 })
    } else if (language === null) {
      language = fence[1]!
    } else {
      if (language === 'console') commands.push(...typed(page, block))
      else if (language === 'sh' || language === 'bash') commands.push(...listed(page, block))
      language = null
      block = []
    }
  }
  return commands
}

type Line = { readonly text: string; readonly number: number }

/** A script: one command a line, or over several by `\` and `<<`. Comments on lines of their own are none. */
function listed(page: string, lines: readonly Line[]): DocCommand[] {
  const commands: DocCommand[] = []
  for (let i = 0; i < lines.length; i++) {
    const { text, number } = lines[i]!
    if (text.trim() === '' || text.startsWith('#')) continue
    const whole = [text]
    while (whole.at(-1)!.endsWith('\\') || isOpen(whole)) {
      if (++i >= lines.length) throw new Error(`${page}:${number}: the command does not end`)
      whole.push(lines[i]!.text)
    }
    commands.push(command(page, number, whole.join('\n'), null))
  }
  return commands
}

/** A here-document whose last line has not come. */
function isOpen(lines: readonly string[]): boolean {
  const end = /<<-?'?(\w+)'?/.exec(lines[0]!)?.[1]
  return end !== undefined && (lines.length === 1 || lines.at(-1) !== end)
}

/** What a terminal shows: commands behind `$ `, what follows by `> `, and in between what they print. */
function typed(page: string, lines: readonly Line[]): DocCommand[] {
  const starts = lines.flatMap(({ text }, i) => (text.startsWith('$ ') ? [i] : []))
  if (starts[0] !== 0) throw new Error(`${page}:${lines[0]?.number}: a block of console begins with "$ "`)
  return starts.map((start, i) => {
    const own = lines.slice(start, starts[i + 1])
    const rest = own.slice(1)
    const more = rest.findIndex(({ text }) => !text.startsWith('> '))
    const continued = more < 0 ? rest : rest.slice(0, more)
    const shown = rest.slice(continued.length).map(({ text }) => text)
    const text = [own[0]!, ...continued].map(({ text }) => text.slice(2)).join('\n')
    return command(page, own[0]!.number, text, shown.some((line) => line.trim() !== '') ? shown : null)
  })
}

function command(page: string, line: number, text: string, shown: readonly string[] | null): DocCommand {
  const code = Number(/#.*(?:exit code|退出码) (\d+)\s*$/.exec(text)?.[1] ?? 0)
  return { page, line, text, shown, code }
}
