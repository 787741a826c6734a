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

/** What stands in a cell, in a column of its own. */
export const STATE_LABELS: Readonly<Record<State, string>> = {
  number: '数字',
  text: '文字',
  blank: '空白',
  dash: '横线',
  unreadable: '无法辨认',
  missing: '缺失',
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
  'document.organization': '机关',
  'document.year': '年份',
  'document.signedOn': '签署日期',
}

/** The rules of checks, by the first parts of their ids. */
export const RULE_WORDS: Readonly<Record<string, string>> = {
  balance: '新收 + 上年结转 = 办理总计 + 结转下年',
  outcomes: '各项办理结果之和 = 总计',
  applicants: '六类申请人之和 = 总计',
  disputes: '四种结果之和 = 总计',
  stated: '正文所述 = 表中数字',
  'carry.previous': '上年结转 = 上一年的结转下年度',
  'carry.next': '结转下年度 = 下一年的上年结转',
}

/** What the columns of a long sheet hold. */
export const COLUMN_WORDS: Readonly<Record<string, string>> = {
  document: '文件名',
  sha256: '文件内容的哈希（SHA-256）',
  organization: '机关',
  year: '年份',
  form: '表式',
  field: '字段编号，由表、行、列组成',
  label: '表式中的行名和列名，或机关、年份、签署日期',
  table: '表的编号',
  row: '行的编号',
  column: '列的编号',
  value: '数字。黄色待核对，蓝色已人工核对，原因见批注',
  text: '文字。颜色同左',
  state: '单元格状态（代码）：number 数字，text 文字，blank 空白，dash 横线，unreadable 无法辨认，missing 原件没有此格',
  state_label: '单元格状态',
  raw: '识别出的原文',
  unit: '单位',
  page: '页码',
  x0: '在页面上的位置：左（点）',
  y0: '在页面上的位置：上（点）',
  x1: '在页面上的位置：右（点）',
  y1: '在页面上的位置：下（点）',
  confidence: '置信度，0 到 1',
  review: '是否待核对',
  reasons: '待核对的原因（代码），说明见批注',
  readers: '识别器',
  suggestion: '建议的数字',
  corrected: '是否已人工核对',
  corrected_by: '核对人',
  read_value: '核对前识别的数字',
  read_text: '核对前识别的文字',
  read_state: '核对前的状态',
}
