import type { Comparison } from '../../schemas/comparison.ts'
import { say } from '../language.ts'
import { printable } from '../printable.ts'

/** What the two reports are to each other, in a line for people. */
export function relationLine({ relation, compared, agencies, a, b }: Comparison): string {
  const years = `${a.year ?? '?'} → ${b.year ?? '?'}`
  if (relation === 'same-source') return say('Two readings of one file', '同一文件的两次读取结果')
  if (relation === 'same-filing') {
    return say(
      'Two readings of one agency’s report of a year, from two files',
      '同一机关同一年度年报的两个文件的读取结果',
    )
  }
  if (relation === 'same-agency') return say(`Two years of one agency, ${years}`, `同一机关的两个年度，${years}`)
  if (relation === 'told') {
    if (compared === 'years' && agencies === 'other') {
      return say(`Compared as two years, ${years}, though of two agencies`, `按两个年度比较，${years}，但属于两个机关`)
    }
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
export function unrelatedLine({ relation, compared, a, b }: Comparison): string {
  if (relation === 'unknown') {
    const blank = [a, b].find(({ organization, year }) => organization === null || year === null)
    return say(
      `${blank?.name} names no agency or year; compared as two readings (--as years compares them as years)`,
      `${blank?.name} 没有机关名称或年份；按两次读取结果比较（--as years 按年度比较）`,
    )
  }
  const [one, other] = [printable(`${a.organization}`), printable(`${b.organization}`)]
  if (compared === 'years') {
    return say(
      `${one} and ${other} are two agencies, so what differs is no change; compared as two years all the same (--aliases joins what was renamed)`,
      `${one}与${other}是两个机关，差异并不是变化；仍按两个年度比较（改名的机关可用 --aliases 合并）`,
    )
  }
  return say(
    `${one} and ${other} are two agencies; compared as two readings (--aliases joins what was renamed)`,
    `${one}与${other}是两个机关；按两次读取结果比较（改名的机关可用 --aliases 合并）`,
  )
}
