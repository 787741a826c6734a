import { say } from './language.ts'
import { printable } from './printable.ts'

/** What is told of a defect: with its stack where there is one to tell, else with what to do about it. */
export function defectText(message: string, stack: string | null): string {
  const defect = say('defect: ', '程序缺陷：') + printable(message)
  if (stack !== null) return `${defect}\n${stack}`
  return defect + say('; please report it with what --debug prints', '；请附上加 --debug 后显示的内容反馈给我们')
}
