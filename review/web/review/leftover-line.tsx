import { listed, t, told } from '../text/index.ts'
import { goToLeftover, type Leftover, leftovers } from './leftover.ts'

/** What is left of documents whose fields are settled, and the way there. */
export function LeftoverLine() {
  const left = leftovers.value
  const [one] = left
  return (
    <div class="leftover" role="status">
      {one && (
        <>
          <span>
            {left.length === 1
              ? t('leftover.one', { name: one.name, what: listed(partsOf(one)) })
              : t('leftover.many', { count: left.length })}
          </span>
          <button type="button" class="link" onClick={goToLeftover}>
            {t('leftover.go')}
          </button>
          <span class="grow" />
          <button
            type="button"
            class="link"
            onClick={() => {
              leftovers.value = []
            }}
          >
            {t('leftover.leave')}
          </button>
        </>
      )}
    </div>
  )
}

/** The pages that were not read; where it is no page, what happened. */
function partsOf({ problems }: Leftover): readonly string[] {
  const parts = problems.map(({ code, page }) => (page === undefined ? told('problem', code) : t('one.page', { page })))
  return [...new Set(parts)]
}
