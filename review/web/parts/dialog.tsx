import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../text/index.ts'

type Props = {
  readonly title: string
  readonly class?: string
  /**
   * Called once when it is closed, whichever way; whoever shows it takes it away then. Without it nothing but what the
   * dialog itself offers ends it: Escape does nothing.
   */
  readonly onClose?: () => void
  readonly children: ComponentChildren
}

/**
 * A dialog over the page; the browser keeps the focus in it, and Escape closes it. What carries `data-first` gets the
 * focus when it opens, and what had it before when it is gone.
 */
export function Dialog({ title, class: name = '', onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null)
  const done = useRef(false)
  // Before the next key comes: after the next picture is too late for whoever types at once.
  useLayoutEffect(() => {
    const before = document.activeElement
    element.current?.showModal()
    element.current?.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => {
      if (before instanceof HTMLElement && document.activeElement === document.body)
        before.focus({ preventScroll: true })
    }
  }, [])
  // The browser tells of a close some time later: by then another dialog may be open.
  const close = () => {
    if (done.current) return
    done.current = true
    element.current?.close()
    onClose?.()
  }
  return (
    <dialog
      class={`dialog ${name}`}
      aria-label={title}
      ref={element}
      onClose={() => (onClose ? close() : element.current?.showModal())}
      onCancel={(event) => {
        event.preventDefault()
        if (onClose) close()
      }}
      onKeyDown={(event) => {
        // The browser closes at a second Escape whatever is said to its cancel event.
        if (!onClose && event.key === 'Escape') event.preventDefault()
      }}
    >
      <header class="dialog-head">
        <h2>{title}</h2>
        {onClose && (
          <button type="button" class="link" onClick={close}>
            {t('dialog.close')}
          </button>
        )}
      </header>
      {children}
    </dialog>
  )
}
