import { styleText } from 'node:util'
import { Command } from 'commander'
import { loadFile } from '../engines/source/load.ts'
import { decodeText } from '../engines/text/decode.ts'
import type { Form } from '../schemas/form.ts'
import { FORMS } from '../schemas/forms/index.ts'
import { EXIT, type Problem } from '../schemas/problem.ts'
import { Report } from '../schemas/report.ts'
import { debugOption } from './common-options.ts'
import { say } from './language.ts'
import { addForm } from './options.ts'
import { outputSink } from './output.ts'
import { about, problemText } from './problem-text.ts'
import { renderReport } from './show/render.ts'
import { styleFor } from './style.ts'
import { columnsOf } from './terminal.ts'

/** Largest report that is opened, in bytes; a long one takes a few hundred kilobytes. */
const LARGEST = 256 * 1024 ** 2

const AFTER = say(
  `
Examples:
  nianbao show reports/report.json
  nianbao show reports/*.json | less -R

Signs: · blank, — dash, ? unreadable, × not in the document, ⚑ in review, ✎ corrected by a person,
✗ a check that failed.

Exit codes: 0 shown, 2 wrong use, 3 a report could not be read.`,
  `
示例：
  nianbao show reports/report.json
  nianbao show reports/*.json | less -R

符号：· 空白，— 横线，? 无法辨认，× 文档中没有，⚑ 列入核对，✎ 已人工更正，✗ 未通过的核对项。

退出码：0 完成，2 用法错误，3 有的报告无法读取。`,
)

/** `nianbao show`: prints reports readably. */
export function showCommand(): Command {
  return new Command('show')
    .summary(say('print a report readably', '以便于阅读的方式显示报告'))
    .description(
      say(
        'Prints reports that extract wrote: the facts, the form’s tables with cells in review marked ⚑ and corrected ones ✎, the checks that failed under them, statements and problems.',
        '显示 extract 写出的报告：基本信息、按表式排列的表格（列入核对的格子标 ⚑，人工更正的标 ✎）、表下未通过的核对项、正文陈述的数字和问题。',
      ),
    )
    .argument('<reports...>', say('report files (NAME.json)', '报告文件（NAME.json）'))
    .option(
      '--form <file>',
      say('a further form that extract was given; may be repeated', 'extract 时增加的表式；可重复'),
      addForm,
      [],
    )
    .addOption(debugOption())
    .addHelpText('after', AFTER)
    .action(async (paths: string[], options: { readonly form: readonly Form[] }) => {
      process.exitCode = await show(paths, [...options.form, ...FORMS])
    })
}

async function show(paths: readonly string[], forms: readonly Form[]): Promise<number> {
  const sink = outputSink(process.stdout)
  const style = { ...styleFor(process.stdout), settled, width: columnsOf(process.stdout, PIPED_WIDTH) }
  let code: number = EXIT.ok
  for (const path of paths) {
    const report = readReport(path)
    if ('code' in report) {
      process.stderr.write(`nianbao: ${about(path, problemText(report))}\n`)
      code = EXIT.input
      continue
    }
    const separator = path === paths[0] ? '' : '\n'
    if (!(await sink.write(separator + renderReport(report, forms, style)))) break
  }
  return code
}

/** Blue as the workbooks have it. */
function settled(text: string): string {
  return styleText('cyan', text, { stream: process.stdout, validateStream: true })
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
