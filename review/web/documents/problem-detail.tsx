import { chineseMessage } from '../../../pipeline/problems/chinese.ts'
import { nameOf } from '../review/labels.ts'
import { language, t } from '../text/index.ts'

type Props = { readonly message: string; readonly form: string | null }

/**
 * What a problem's message says beyond its code, in the reader's language. What libraries said besides is English, and
 * can be opened.
 */
export function ProblemDetail({ message, form }: Props) {
  if (language.value === 'en') return <small class="quiet">{message}</small>
  const said = saidIn(message, form)
  return said && <SaidProblem sentence={said.sentence} whys={said.why === null ? [] : [said.why]} />
}

/** A problem in Chinese, with the words of libraries behind it, each in its own language. */
export function SaidProblem({ sentence, whys }: { readonly sentence: string; readonly whys: readonly string[] }) {
  return (
    <>
      <small class="quiet">{sentence}</small>
      {whys.length > 0 && (
        <details class="whys quiet">
          <summary>{t('problem.whys')}</summary>
          {whys.map((why) => (
            <code key={why} lang="en">
              {why}
            </code>
          ))}
        </details>
      )}
    </>
  )
}

/** A problem's message in Chinese, its fields called as the form calls them. */
export function saidIn(message: string, form: string | null) {
  return chineseMessage(message, (subject) => nameOf(subject, form))
}
