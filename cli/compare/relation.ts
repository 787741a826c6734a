import type { Comparison } from '../../schemas/comparison.ts'
import { say } from '../language.ts'

/** What the two reports are to each other, in a line for people. */
export function relationLine({ relation, compared, a, b }: Comparison): string {
  const years = `${a.year ?? '?'} → ${b.year ?? '?'}`
  if (relation === 'same-source') return say('Two readings of one file', '同一文件的两次读取结果')
  if (relation === 'same-filing') {
    return say(
      'Two readings of one agency’s report of a year, from two files',
      '同一机构同一年度年报的两个文件的读取结果',
    )
  }
  if (relation === 'same-agency') return say(`Two years of one agency, ${years}`, `同一机构的两个年度，${years}`)
  if (relation === 'told') {
    return compared === 'years'
      ? say(`Compared as two years, ${years}`, `按两个年度比较，${years}`)
      : say('Compared as two readings', '按两次读取结果比较')
  }
  return say(
    'Compared as two readings, though nothing says that they belong together',
    '未见二者有关，仍按两次读取结果比较',
  )
}

/** The warning for reports that have nothing to do with each other. */
export function unrelatedLine({ relation, a, b }: Comparison): string {
  if (relation === 'unknown') {
    const blank = [a, b].find(({ organization, year }) => organization === null || year === null)
    return say(
      `${blank?.name} names no agency or year; compared as two readings (--as years compares them as years)`,
      `${blank?.name} 没有机构名称或年份；按两次读取结果比较（--as years 按年度比较）`,
    )
  }
  return say(
    `${a.organization} and ${b.organization} are two agencies; compared as two readings (--aliases joins what was renamed)`,
    `${a.organization} 与 ${b.organization} 是两个机构；按两次读取结果比较（改名的机构可用 --aliases 合并）`,
  )
}
