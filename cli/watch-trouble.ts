import { say } from './language.ts'

/** What watching tells of while it goes on, by the ends of its English sentences. */
const CHINESE: readonly (readonly [RegExp, string])[] = [
  [
    /^(.*): too many files for this system to watch \((\w+)\); .*$/s,
    '$1：文件太多，系统无法监视（$2），改为每隔几秒查看一次',
  ],
  [/^(.*): the folder is gone; waiting for it to come back$/s, '$1：文件夹不见了，等它恢复'],
  [/^(.*): the folder is back$/s, '$1：文件夹恢复了'],
  [/^(.*): the folder is not there; waiting for it$/s, '$1：文件夹还不存在，等它出现'],
  [/^(.*); documents are kept, and enqueued when it is back$/s, 'Redis 没有应答（$1）；文档已保存，恢复后放入队列'],
  [/^Redis answers again; what was kept is enqueued$/, 'Redis 恢复应答，保存的文档已放入队列'],
  [/^(.*); trying again$/s, '数据库没有应答（$1）；正在重试'],
]

/** A trouble that passes, in the language of the run. */
export function troubleText(english: string): string {
  const [pattern, chinese] = CHINESE.find(([pattern]) => pattern.test(english)) ?? []
  return pattern && chinese ? say(english, english.replace(pattern, chinese)) : english
}
