import { styleText } from 'node:util'
import { Command } from 'commander'
import { loadFile } from '../engines/source/load.ts'
import { decodeText } from '../engines/text/decode.ts'
import type { Form } from '../schemas/form.ts'
import { FORMS } from '../schemas/forms/index.ts'
import { EXIT, type Problem } from '../schemas/problem.ts'
import { Report } from '../schemas/report.ts'
import { addForm } from './options.ts'
import { lineSink } from './output.ts'
import { printable } from './printable.ts'
import { renderReport } from './show/render.ts'

/** Largest report that is opened, in bytes; a long one takes a few hundred kilobytes. */
const LARGEST = 256 * 1024 ** 2

const AFTER = `
Example:
  nianbao show reports/report.json
  nianbao show reports/*.json | less -R`

/** `nianbao show`: prints reports readably. */
export function showCommand(): Command {
  return new Command('show')
    .summary('print a report readably')
    .description(
      'Prints reports that extract wrote: the facts, the form’s tables with cells in review marked ⚑, the checks that failed under them, statements and problems.',
    )
    .argument('<reports...>', 'report files (NAME.json)')
    .option('--form <file>', 'a further form that extract was given; may be repeated', addForm, [])
    .option('--debug', 'stacks of defects')
    .addHelpText('after', AFTER)
    .action(async (paths: string[], options: { readonly form: readonly Form[] }) => {
      process.exitCode = await show(paths, [...options.form, ...FORMS])
    })
}

async function show(paths: readonly string[], forms: readonly Form[]): Promise<number> {
  const sink = lineSink(process.stdout)
  let code: number = EXIT.ok
  for (const path of paths) {
    const report = readReport(path)
    if ('code' in report) {
      process.stderr.write(`nianbao: ${printable(path)}: ${printable(report.message)} [${report.code}]\n`)
      code = EXIT.input
      continue
    }
    const separator = path === paths[0] ? '' : '\n'
    if (!(await sink.write(separator + renderReport(report, forms, terminalStyle())))) break
  }
  return code
}

function readReport(path: string): Report | Problem {
  const bytes = loadFile(path, LARGEST)
  if ('code' in bytes) return bytes
  const decoded = decodeText(bytes)
  const wrong: Problem = { code: 'file-type-unknown', message: 'is not a report; give a NAME.json that extract wrote' }
  if ('code' in decoded) return wrong
  try {
    return Report.parse(JSON.parse(decoded.text))
  } catch {
    return wrong
  }
}

/** Columns that a table may take where no terminal says. */
const PIPED_WIDTH = 120

/** Colours where standard output is a terminal that wants them (NO_COLOR and FORCE_COLOR are heeded). */
function terminalStyle() {
  const paint = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    styleText(format, text, { stream: process.stdout, validateStream: true })
  return {
    flag: paint('yellow'),
    strong: paint('bold'),
    faint: paint('dim'),
    width: process.stdout.columns ?? PIPED_WIDTH,
  }
}
