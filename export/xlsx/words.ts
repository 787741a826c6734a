import type { Check, Reason, Report, State } from '../../schemas/report.ts'

// What workbooks say beside the form's own labels. They go to people who read the forms, so they are in Chinese.

/** Why a field is in review. */
export const REASON_WORDS: Readonly<Record<Reason, string>> = {
  missing: '没有找到此单元格',
  unreadable: '有墨迹但无法辨认',
  'not-a-number': '不是数字',
  'check-failed': '勾稽关系不平',
  'columns-lost': '此行缺格，不知缺在哪列',
  'columns-uncertain': '列的顺序不确定',
  'row-uncertain': '行名不确定',
  'duplicate-row': '此行出现两次，数值不同',
  'cut-short': '文档在此行中断',
  negative: '数字为负',
  'readers-disagree': '两个识别器结果不同',
  'low-score': '置信度低',
  'page-not-read': '有页面未能识别',
}

/** What stands in a cell without a value; a blank one stays empty, a dash is shown as it is printed. */
export const STATE_WORDS: Readonly<Record<Exclude<State, 'number' | 'text'>, string>> = {
  blank: '空白',
  dash: '横线',
  unreadable: '〔无法辨认〕',
  missing: '〔缺〕',
}

/** What a document is read from. */
export const SOURCE_WORDS: Readonly<Record<Report['source']['kind'], string>> = {
  digital: '数字文档',
  scan: '扫描件',
  mixed: '部分扫描',
  text: '文本',
}

/** Who is to blame for a sum that fails. */
export const VERDICT_WORDS: Readonly<Record<NonNullable<Check['verdict']>, string>> = {
  source: '原件如此',
  reading: '可能是识别错误',
  unknown: '原因不明',
}

/** The facts of a document, by field. */
export const FACT_WORDS: Readonly<Record<string, string>> = {
  'document.organization': '机构',
  'document.year': '年份',
  'document.signedOn': '签署日期',
}

/** The rules of checks, by the first part of their ids. */
export const RULE_WORDS: Readonly<Record<string, string>> = {
  balance: '新收 + 上年结转 = 办理总计 + 结转下年',
  outcomes: '各项办理结果之和 = 总计',
  applicants: '六类申请人之和 = 总计',
  disputes: '四种结果之和 = 总计',
  stated: '正文所述 = 表中数字',
  carry: '上年结转与前后年度一致',
}
