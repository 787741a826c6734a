import { EXIT, type Problem } from '../schemas/problem.ts'
import type { Needed } from '../workers/resubmit.ts'
import type { Submitted } from '../workers/submit.ts'
import { gravest } from './cluster-options.ts'
import { listed, say } from './language.ts'
import { printable } from './printable.ts'
import { about, problemSentence, problemText } from './problem-text.ts'
import { exitOf, failedLine, leftAsideLine, notDoneLine } from './summary.ts'

/** What handing in came to, added up result by result. */
export type SubmitSummary = {
  add(result: Exclude<Submitted, { kind: 'unsteady' }>): void
  /** So many orders did not reach Redis. */
  addUnsent(count: number, problem: Problem): void
  lines(quiet: boolean, interrupted: boolean): readonly string[]
  exitCode(): number
}

export function createSubmitSummary(batch: string, total: number, leftAside: number): SubmitSummary {
  const counts = new Map<Needed, number>()
  const failures: string[] = []
  const codes = new Set<number>()
  let done = 0
  let failed = 0
  const fail = (text: string, { code }: Problem) => {
    failures.push(`nianbao: ${text}`)
    codes.add(exitOf({ code }))
  }
  return {
    add(result) {
      done++
      if (result.kind !== 'problem') counts.set(result.kind, (counts.get(result.kind) ?? 0) + 1)
      else {
        failed++
        fail(about(result.input.shown, problemText(result.problem)), result.problem)
      }
    },
    addUnsent(count, problem) {
      const kept = say(
        `; ${count} document${count === 1 ? ' is' : 's are'} kept and wait${count === 1 ? 's' : ''} until a worker finds ${count === 1 ? 'it' : 'them'}`,
        `；${count} 份文档已保存，等工作进程来取`,
      )
      fail(`${problemSentence(problem)}${kept} [${problem.code}]`, problem)
    },
    lines(quiet, interrupted) {
      if (quiet) return failures
      const totals = [
        told(counts),
        ...(failed ? [failedLine(failed, total)] : []),
        ...(interrupted || done < total ? [notDoneLine(total - done, total)] : []),
        ...(leftAside ? [leftAsideLine(leftAside)] : []),
        ...(done > failed ? [say('batch ', '批次 ') + printable(batch)] : []),
      ]
      return [totals.join(' · '), ...failures, ...nextStep(counts, batch)]
    },
    exitCode: () => (codes.size === 0 ? EXIT.ok : gravest(...codes)),
  }
}

function told(counts: ReadonlyMap<Needed, number>): string {
  const of = (kind: Needed) => counts.get(kind) ?? 0
  const notes = [
    ...note(of('again'), 'to be read again', '份待重新读取'),
    ...note(of('rules'), 'to be assembled again', '份待重新生成'),
    ...note(of('failed'), 'failed before', '份曾失败'),
    ...note(of('cancelled'), 'cancelled before', '份曾撤出'),
  ]
  const known = of('known') + of('again') + of('rules') + of('failed') + of('cancelled')
  const counted = say(`${of('new')} new, ${known} known`, `新文档 ${of('new')} 份，已有 ${known} 份`)
  return notes.length > 0 ? counted + say(` (${listed(notes)})`, `（${listed(notes)}）`) : counted
}

function note(count: number, en: string, zh: string): readonly string[] {
  return count > 0 ? [`${count} ${say(en, zh)}`] : []
}

/** The command that goes on from here, if any. */
function nextStep(counts: ReadonlyMap<Needed, number>, batch: string): readonly string[] {
  const word = /^[\p{L}\p{N}_.:@/+-]+$/u.test(batch) ? batch : `'${printable(batch).replaceAll("'", "'\\''")}'`
  const work = (['new', 'again', 'rules'] as const).some((kind) => counts.get(kind))
  if (work)
    return [
      say(
        `next: nianbao worker reads them; nianbao status --batch ${word} tells how far`,
        `下一步：nianbao worker 开始读取；nianbao status --batch ${word} 查看进度`,
      ),
    ]
  if (counts.get('failed')) {
    return [
      say(
        `next: nianbao failed --batch ${word} tells why; nianbao retry orders another try`,
        `下一步：nianbao failed --batch ${word} 查看原因；nianbao retry 重试`,
      ),
    ]
  }
  if (!counts.get('known')) return []
  return [
    say(
      `next: nianbao status --batch ${word} tells how far they are`,
      `下一步：nianbao status --batch ${word} 查看进度`,
    ),
  ]
}
