import type { Reason, State } from '../../schemas/report.ts'

type Words = readonly [zh: string, en: string]

/** Words for the states of a cell. */
export const STATE_WORDS: Readonly<Record<State, Words>> = {
  number: ['数字', 'number'],
  text: ['文字', 'words'],
  blank: ['空白', 'blank'],
  dash: ['横线', 'dash'],
  unreadable: ['无法辨认', 'unreadable'],
  missing: ['缺失', 'missing'],
}

/** Words for why a field is in review. */
export const REASON_WORDS: Readonly<Record<Reason, Words>> = {
  missing: ['没有找到单元格', 'no cell was found'],
  unreadable: ['有墨迹但无法辨认', 'ink that cannot be read'],
  'not-a-number': ['不是数字', 'not a number'],
  'check-failed': ['勾稽关系不平', 'a sum fails'],
  'columns-lost': ['此行缺格', 'the row lost a cell'],
  'columns-uncertain': ['列的顺序不确定', 'columns uncertain'],
  'row-uncertain': ['行名不确定', 'row uncertain'],
  'duplicate-row': ['此行出现两次', 'the row stands twice'],
  'cut-short': ['文档在此中断', 'the document ends here'],
  negative: ['数字为负', 'negative'],
  'readers-disagree': ['识别器结果不同', 'readers disagree'],
  'low-score': ['置信度低', 'low confidence'],
  'page-not-read': ['有页面未能识别', 'a page was not read'],
}

/** Words for kinds of sources. */
export const KIND_WORDS: Readonly<Record<'digital' | 'scan' | 'mixed' | 'text', Words>> = {
  digital: ['数字文档', 'digital PDF'],
  scan: ['扫描件', 'scan'],
  mixed: ['部分扫描', 'partly scanned'],
  text: ['文本', 'text'],
}

/** Words for who is to blame for a check that fails. */
export const VERDICT_WORDS: Readonly<Record<'source' | 'reading' | 'unknown', Words>> = {
  source: ['原件如此', 'printed so'],
  reading: ['可能误读', 'perhaps misread'],
  unknown: ['原因不明', 'cause unknown'],
}

/** Words for who reads; other names are those of programs. */
export const READER_WORDS: Readonly<Record<string, Words>> = {
  text: ['文本', 'text'],
  'text-layer': ['文本层', 'text layer'],
  shape: ['形状', 'shape'],
}

/** Words for facts of a document. */
export const FACT_WORDS: Readonly<Record<'kind' | 'form' | 'title', Words>> = {
  kind: ['种类', 'kind'],
  form: ['表式', 'form'],
  title: ['标题', 'title'],
}

/** Words for the rules that checks are made by. */
export const RULE_WORDS: Readonly<Record<string, Words>> = {
  balance: ['新收 + 上年结转 = 办理总计 + 结转下年', 'received + carried in = processed + carried over'],
  outcomes: ['各项办理结果之和 = 总计', 'outcomes add up'],
  applicants: ['六类申请人之和 = 总计', 'applicants add up'],
  disputes: ['四种结果之和 = 总计', 'disputes add up'],
  stated: ['正文所述 = 表中数字', 'prose = table'],
  'carry.previous': ['上年结转 = 上一年的结转下年度', 'carried in = the year before’s'],
  'carry.next': ['结转下年度 = 下一年的上年结转', 'carried over = the year after’s'],
}
