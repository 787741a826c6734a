import { Command, Option } from 'commander'
import { FORMAT_NAMES } from '../export/formats.ts'
import { addClusterOptions, parseBatch, SERVICE_EXIT } from './cluster-options.ts'
import { type ExportCommandOptions, parseStates, STATES } from './export/options.ts'
import { runExport } from './export/run.ts'
import { say } from './language.ts'
import { addForm } from './options.ts'

/** `nianbao export`: reports of a store, or of files, in the formats that others work with. */
export function exportCommand(): Command {
  const command = new Command('export')
    .summary(say('write reports as CSV, Excel, Parquet, JSON and more', '把报告写成 CSV、Excel、Parquet、JSON 等格式'))
    .description(
      say(
        'Writes reports, those of the store or those in files, in the format that you name.',
        '把数据库中或文件中的报告写成指定的格式。',
      ),
    )
    .argument(
      '[reports...]',
      say(
        'report files (NAME.json) or folders of them; left out: the reports of the store',
        '报告文件（NAME.json）或其文件夹；不写则取数据库中的报告',
      ),
    )
    .option(
      '-o, --out <path>',
      say(
        'the folder, or the file of formats that make one; those go to standard output where it is left out',
        '文件夹；写成单个文件的格式则为文件，不写则输出到标准输出',
      ),
    )
    .addOption(
      new Option('--format <name>', say('what to write', '格式')).choices([...FORMAT_NAMES, 'schema']).default('json'),
    )
    .option('--batch <name>', say('only reports of this batch', '只取这一批次的报告'), parseBatch)
    .addOption(
      new Option(
        '--state <list>',
        say(`only reports in these states, of ${STATES.join(',')}`, `只取这些状态的报告（${STATES.join(',')}）`),
      ).argParser(parseStates),
    )
    .option(
      '--sources <dir>',
      say(
        'folder with the files that the reports were made from, for formats that hold them; may be repeated',
        '报告所据原文件所在的文件夹，供需要原件的格式使用，可重复',
      ),
      addFolder,
    )
    .addOption(
      new Option(
        '--form <file>',
        say('a further form that extract was given; may be repeated', '读取时另给的表式，可重复'),
      )
        .argParser(addForm)
        .default([], say('none', '无')),
    )
    .option('--bom', say('begin CSV with a byte order mark, for Excel', 'CSV 以 BOM 开头，便于 Excel 打开'))
    .option('--force', say('replace files that are there and differ', '替换已有而内容不同的文件'))
    .option('-q, --quiet', say('no progress and no summary, only what failed', '不显示进度和小结，只报告失败'))
  return addClusterOptions(command)
    .addHelpText('after', () => after())
    .action(async (paths: string[], options: ExportCommandOptions, command: Command) => {
      process.exitCode = await runExport(command, paths, options)
    })
}

function addFolder(folder: string, before: readonly string[] = []): readonly string[] {
  return [...before, folder]
}

function after(): string {
  const examples = say('Examples:', '示例：')
  const lines = [
    ['nianbao export --out reports', say('NAME.json for each report of the store', '数据库中每份报告一个 NAME.json')],
    [
      'nianbao export --format csv reports/ --out reports.csv',
      say('one row a report, from files', '取自文件，每份报告一行'),
    ],
    ['nianbao export --format xlsx --batch 2023 --out books', say('a workbook for each report', '每份报告一个工作簿')],
    ['nianbao export --format jsonl | jq .document', say('one report a line', '每行一份报告')],
    ['nianbao export --format schema', say('the JSON Schema of reports', '报告的 JSON Schema')],
  ]
  const width = Math.max(...lines.map(([command]) => command!.length))
  const shown = lines.map(([command, what]) => `  ${command!.padEnd(width)}  ${what}`)
  return `
${examples}
${shown.join('\n')}

${say(
  `Only whole files are written. A single file replaces the one that is there, unless that holds reports or is an input;
formats that make a file for each report leave those alone that are there: json replaces older reports, the others need
--force. What the columns and colours mean: docs/formats.md.
Exit codes: 0 done, 2 wrong use, 3 a report is lost or unreadable, 5 output could not be written,
${SERVICE_EXIT}, 130 stopped by Ctrl-C.`,
  `只写出完整的文件。写成单个文件时会替换同名文件，但不替换报告和输入文件。每份报告一个文件的格式不动已有的文件：json 会替换旧报告，其他格式需要 --force。
各列和颜色的含义见 docs/formats.md。
退出码：0 完成，2 用法错误，3 有报告丢失或无法读取，5 无法写出，6 Redis 或数据库没有应答，130 被 Ctrl-C 中止。`,
)}`
}
