import { Command, Option } from 'commander'
import { comparisonPage } from '../export/html/comparison-page.ts'
import { compareReports, differs } from '../pipeline/compare/compare.ts'
import { type AliasPair, resolveAliases } from '../pipeline/years/aliases.ts'
import type { Comparison } from '../schemas/comparison.ts'
import type { Form } from '../schemas/form.ts'
import { FORMS } from '../schemas/forms/index.ts'
import { EXIT } from '../schemas/problem.ts'
import { parseAliases } from './check-years/aliases-file.ts'
import { complain, gravest, tell } from './cluster-options.ts'
import { pageLanguage } from './compare/page-language.ts'
import { readReport } from './compare/read-report.ts'
import { unrelatedLine } from './compare/relation.ts'
import { comparisonText } from './compare/render.ts'
import { writePage } from './compare/write-page.ts'
import { say } from './language.ts'
import { addForm } from './options.ts'
import { outputSink } from './output.ts'
import { styleFor } from './style.ts'
import { columnsOf } from './terminal.ts'

type Options = {
  readonly as?: 'readings' | 'years'
  readonly aliases?: readonly AliasPair[]
  readonly form: readonly Form[]
  readonly html?: string
  readonly json?: boolean
  readonly exitCode?: boolean
}

/** Where no terminal and no COLUMNS says how wide lines may be, they are as long as they are: ids can be searched for. */
const PIPED_WIDTH = Number.POSITIVE_INFINITY

const AFTER = () => `
${say('Examples:', '示例：')}
  nianbao compare scan/a.json digital/a.json    ${say('two readings of one report', '同一份年报的两次读取结果')}
  nianbao compare 2022/a.json 2023/a.json       ${say('two years of one agency', '同一机关的两个年度')}
  nianbao compare old.json new.json --html difference.html

${say(
  'Readings are compared field by field, check by check and table by table. Of years it tells what changed, and where the later year contradicts the earlier one: requests carried over against those carried in, and the 2019 form’s columns for the previous year. Fields are compared by their ids; what only one year’s form has is listed. A change marked ! is larger than usual, which may well be true.',
  '两次读取结果按字段、核对项和表格逐一比较。两个年度则列出变化，并指出后一年与前一年的矛盾：上年结转与结转下年度是否一致，以及 2019 年表式中“上一年项目数量”与上年是否一致。字段按编号比较；只有一年的表式才有的字段单独列出。标 ! 的变化幅度异常，但也可能属实。',
)}

${say(
  `Exit codes: 0 compared, 2 wrong use, 3 a report could not be read, 4 with --exit-code: readings differ, or years
contradict each other, 5 the page could not be written. All problems: docs/errors.md.`,
  `退出码：0 已比较，2 用法有误，3 有报告无法读取，4 用了 --exit-code 且两次读取结果不同或两个年度相互矛盾，
5 网页无法写入。全部问题代码见 docs/errors.md。`,
)}`

/** `nianbao compare`: two readings of one document, or two years of one agency, side by side. */
export function compareCommand(): Command {
  return new Command('compare')
    .summary(say('compare two readings, or two years of an agency', '比较两次读取结果或同一机关的两个年度'))
    .description(
      say(
        'Compares two reports and finds out what they are to each other: two readings of one document, or two years of one agency.',
        '比较两份报告，并自行判断二者的关系：同一文档的两次读取结果，还是同一机关的两个年度。',
      ),
    )
    .argument('<a>', say('a report (NAME.json)', '一份报告（NAME.json）'))
    .argument('<b>', say('another one', '另一份报告'))
    .addOption(
      new Option('--as <what>', say('what they are, where you know better', '自行指定二者的关系')).choices([
        'readings',
        'years',
      ]),
    )
    .option('--aliases <file>', say('JSON with other names of agencies', '记录机关别名的 JSON 文件'), parseAliases)
    .option(
      '--form <file>',
      say('a further form, for its labels; may be repeated', '另一表式，用于显示名称；可重复'),
      addForm,
      [],
    )
    .option('--json', say('as JSON, all of it (nianbao/compare@1)', '以 JSON 输出全部内容（nianbao/compare@1）'))
    .option(
      '--html <file>',
      say('write a page to look at, in the language of --lang', '写出一个可供浏览的网页，语言随 --lang'),
    )
    .option('--exit-code', say('exit with 4 if readings differ or years contradict', '有不同或矛盾时以 4 退出'))
    .option('--debug', say('stacks of defects', '显示程序缺陷的堆栈'))
    .addHelpText('after', AFTER)
    .action(async (a: string, b: string, options: Options) => {
      process.exitCode = await compare(a, b, options)
    })
}

async function compare(pathA: string, pathB: string, options: Options): Promise<number> {
  const [a, b] = [readReport(pathA), readReport(pathB)]
  if ('code' in a || 'code' in b) {
    return gravest(...('code' in a ? [complain(pathA, a)] : []), ...('code' in b ? [complain(pathB, b)] : []))
  }
  const aliases = resolveAliases(options.aliases ?? [])
  const comparison = compareReports(a, b, {
    aliases: 'fault' in aliases ? new Map() : aliases,
    ...(options.as === undefined ? {} : { as: options.as }),
  })
  if (!comparison.related) tell(unrelatedLine(comparison))
  const forms = [...FORMS, ...options.form]
  await outputSink(process.stdout).write(textOf(comparison, forms, options))
  if (options.html !== undefined) {
    const problem = await writePage(options.html, comparisonPage(comparison, { forms, language: pageLanguage() }))
    if (problem) return complain('--html', problem)
  }
  return options.exitCode && differs(comparison) ? EXIT.review : EXIT.ok
}

function textOf(comparison: Comparison, forms: readonly Form[], { json }: Options): string {
  if (json) return `${JSON.stringify(comparison, null, 2)}\n`
  return comparisonText(comparison, forms, styleFor(process.stdout), columnsOf(process.stdout, PIPED_WIDTH))
}
