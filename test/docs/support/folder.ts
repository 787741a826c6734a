import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { ROOT } from '../../support/sources.ts'

/** Files that pages speak of as the reader's own: where they lie, and the sample that stands for them. */
const GIVEN: Readonly<Record<string, string>> = {
  '2022/cell-lines-dashes.txt': 'text/cell-lines-dashes.txt',
  '2023/markdown-pieces.txt': 'text/markdown-pieces.txt',
  'filings/running-vertical.txt': 'text/running-vertical.txt',
}
/** Of the checkout, what the commands of a page use; nothing is written there. */
const CHECKOUT = ['samples', 'docs', 'scripts', 'package.json']

export type Folder = {
  readonly path: string
  /** Programs as a clone's reader has them: `npx nianbao`, `nianbao`, `npx node`, `node`. */
  readonly bin: string
  readonly remove: () => void
}

/** A folder that looks like a clone to the commands of a page. `port` is where `nianbao serve` listens. */
export async function makeFolder(port: number): Promise<Folder> {
  const root = mkdtempSync(join(tmpdir(), 'nianbao-docs-'))
  const [path, bin] = [join(root, 'clone'), join(root, 'bin')]
  for (const folder of [path, bin, join(path, 'out')]) mkdirSync(folder)
  for (const name of CHECKOUT) symlinkSync(join(ROOT, name), join(path, name))
  for (const [name, sample] of Object.entries(GIVEN)) {
    mkdirSync(join(path, name, '..'), { recursive: true })
    copyFileSync(join(ROOT, 'samples', sample), join(path, name))
  }
  writeFileSync(join(path, 'report.pdf'), await encrypted())
  for (const [name, code] of Object.entries(programs(port))) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${code}`, { mode: 0o755 })
  }
  return { path, bin, remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }) }
}

/** A short digital report that takes the password `secret`. */
async function encrypted(): Promise<Uint8Array> {
  const plain = join(ROOT, 'docs', 'examples', 'reading-rooms', 'samples', 'ruled-groups.pdf')
  const pdf = await PDFDocument.load(readFileSync(plain))
  pdf.encrypt({ userPassword: 'secret' })
  return pdf.save()
}

/** npx itself takes half a second a time, so these stand in for it. A port of one's own lets pages be tested side by side. */
function programs(port: number): Readonly<Record<string, string>> {
  const node = `'${process.execPath}'`
  const nianbao = `if [ "$1" = serve ]; then unset NIANBAO_REDIS_URL; set -- "$@" --port ${port}; fi
exec ${node} '${join(ROOT, 'cli', 'nianbao.js')}' "$@"
`
  return {
    node: `exec ${node} "$@"\n`,
    nianbao,
    npx: `program=$1; shift
case $program in
node) exec ${node} "$@" ;;
nianbao) ;;
*) echo "npx $program is not run here" >&2; exit 127 ;;
esac
${nianbao}`,
  }
}
