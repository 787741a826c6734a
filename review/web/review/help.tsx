import { Dialog } from '../parts/dialog.tsx'
import { t } from '../text/index.ts'
import { dialog } from './dialogs.ts'
import { KEYS } from './keys.ts'

const GROUPS = ['settle', 'move', 'picture', 'structure', 'other'] as const

/** Every key there is, from the very list that the keyboard is looked up in. */
export function Help() {
  return (
    <Dialog
      title={t('help.title')}
      class="help"
      onClose={() => {
        dialog.value = null
      }}
    >
      <p class="quiet">
        {t('help.digits')} {t('help.boxes')}
      </p>
      <div class="help-groups">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`help.${group}`)}</h3>
            <dl>
              {KEYS.filter((line) => line.group === group).map((line) => (
                <div key={line.text}>
                  <dt>
                    {(line.cap ?? line.keys[0] ?? '').split(' ').map((cap) => (
                      <kbd key={cap}>{cap}</kbd>
                    ))}
                  </dt>
                  <dd>{t(line.text)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
