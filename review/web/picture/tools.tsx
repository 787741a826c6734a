import type { Signal } from '@preact/signals'
import { task } from '../review/state.ts'
import { type TextKey, t } from '../text/index.ts'
import {
  boxing,
  brightness,
  contrast,
  follow,
  page,
  rotate,
  toggleBoxing,
  toggleWhole,
  turnPage,
  whole,
  zoomBy,
} from './state.ts'

/** Under the picture: what the keys do, for the mouse. */
export function Tools() {
  return (
    <div class="tools" role="toolbar" aria-label={t('picture.tools')}>
      <Tool text="key.previousPage" label="‹" act={() => turnPage(-1)} />
      <span class="page-number">{t('picture.pageOf', { page: page.value, pages: task.value?.pages ?? 1 })}</span>
      <Tool text="key.nextPage" label="›" act={() => turnPage(1)} />
      <span class="gap" />
      <Tool text="key.farther" label="−" act={() => zoomBy(1 / 1.3)} />
      <Tool text="key.nearer" label="+" act={() => zoomBy(1.3)} />
      <Tool text="key.fit" label={t(whole.value ? 'tool.cell' : 'tool.page')} act={toggleWhole} />
      <Tool text="key.follow" label="◎" act={follow} />
      <Tool text="key.rotate" label="⟳" act={rotate} />
      <Tool text="key.box" label="▭" act={toggleBoxing} pressed={boxing.value} />
      <span class="grow" />
      <Slider text="tool.contrast" most={300} of={contrast} />
      <Slider text="tool.brightness" most={180} of={brightness} />
    </div>
  )
}

type ToolProps = {
  readonly text: TextKey
  readonly label: string
  readonly act: () => void
  readonly pressed?: boolean
}

function Tool({ text, label, act, pressed }: ToolProps) {
  return (
    <button
      type="button"
      class="tool"
      title={t(text)}
      aria-label={t(text)}
      aria-pressed={pressed}
      tabIndex={-1}
      onClick={act}
    >
      {label}
    </button>
  )
}

type SliderProps = {
  readonly text: TextKey
  readonly of: Signal<number>
  readonly most: number
}

function Slider({ text, of, most }: SliderProps) {
  return (
    <label class="slider">
      {t(text)}
      <input
        type="range"
        min={50}
        max={most}
        value={of.value}
        tabIndex={-1}
        onInput={(event) => {
          of.value = Number(event.currentTarget.value)
        }}
        // The keyboard goes on belonging to the cell.
        onChange={(event) => event.currentTarget.blur()}
      />
    </label>
  )
}
