import type { Problem } from '../../../schemas/problem.ts'
import type { Report } from '../../../schemas/report.ts'
import { language, t, told } from '../text/index.ts'
import { ProblemDetail, SaidProblem, saidIn } from './problem-detail.tsx'

/** What went wrong while a document was read. */
export function Problems({ report }: { readonly report: Report }) {
  const { form } = report.document
  return (
    <section>
      <h2>{t('one.problems')}</h2>
      <ul class="plain">
        {language.value === 'en'
          ? report.problems.map((problem, i) => (
              <li key={i}>
                <Head problem={problem} /> <ProblemDetail message={problem.message} form={form} />
              </li>
            ))
          : alike(report.problems, form).map(({ problem, sentence, whys }, i) => (
              <li key={i}>
                <Head problem={problem} /> {sentence !== '' && <SaidProblem sentence={sentence} whys={whys} />}
              </li>
            ))}
      </ul>
    </section>
  )
}

function Head({ problem: { code, page } }: { readonly problem: Problem }) {
  return (
    <>
      {told('problem', code)}
      {page !== undefined && ` · ${t('one.page', { page })}`}
    </>
  )
}

type Alike = { readonly problem: Problem; readonly sentence: string; readonly whys: readonly string[] }

/** Problems that differ in the words of a library alone are one line, with all these words. */
function alike(problems: readonly Problem[], form: string | null): readonly Alike[] {
  const lines = problems.map((problem) => {
    const { sentence = '', why = null } = saidIn(problem.message, form) ?? {}
    return { problem, sentence, why }
  })
  const groups = Map.groupBy(lines, ({ problem: { code, page }, sentence }) => `${code} ${page ?? ''} ${sentence}`)
  return [...groups.values()].map((group) => ({
    ...{ problem: group[0]!.problem, sentence: group[0]!.sentence },
    whys: [...new Set(group.flatMap(({ why }) => why ?? []))],
  }))
}
