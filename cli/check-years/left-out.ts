import { say } from '../language.ts'

const CHINESE: Readonly<Record<string, string>> = {
  'its agency is in review': '机关名称待核对',
  'its year is in review': '年份待核对',
  'it names no agency': '没有写明机关',
  'it names no year': '没有写明年份',
  'its agency’s name holds no letters': '机关名称中没有文字',
  'it has no table of requests': '没有申请情况表',
  'its report is no longer in the store': '报告已不在数据库中',
  'its report in the store is damaged': '数据库中的报告已损坏',
}

/** Why a report took no part, as JSON has it, in the language of the run. */
export function leftOutText(why: string): string {
  return say(why, CHINESE[why] ?? why)
}
