import type { ComponentChildren } from 'preact'
import { t } from '../text/index.ts'

type Props = {
  readonly title: string
  readonly class?: string
  /** Called when it is closed, whichever way. */
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/**
 * A dialog over the page; the browser keeps the focus in it, and Escape closes it. What carries `data-first` gets the
 * focus when it opens.
 */
export function Dialog({ title, class: name = '', onClose, children }: Props) {
  return (
    <dialog
      class={`dialog ${name}`}
      aria-label={title}
      onClose={onClose}
      ref={(element) => {
        if (!element || element.open) return
        element.showModal()
        element.querySelector<HTMLElement>('[data-first]')?.focus()
      }}
    >
      <header class="dialog-head">
        <h2>{title}</h2>
        <button type="button" class="link" onClick={onClose}>
          {t('dialog.close')}
        </button>
      </header>
      {children}
    </dialog>
  )
}
