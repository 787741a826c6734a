import { Dialog } from './dialog.tsx'

type Props = {
  readonly title: string
  /** What would be lost. */
  readonly what: string
  /** The way back, which has the focus. */
  readonly no: string
  readonly yes: string
  readonly onNo: () => void
  readonly onYes: () => void
}

/** Asks before something is lost. */
export function Question({ title, what, no, yes, onNo, onYes }: Props) {
  return (
    <Dialog title={title} onClose={onNo}>
      <p>{what}</p>
      <p class="buttons">
        <button type="button" data-first onClick={onNo}>
          {no}
        </button>
        <button type="button" class="danger" onClick={onYes}>
          {yes}
        </button>
      </p>
    </Dialog>
  )
}
