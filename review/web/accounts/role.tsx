import type { Role } from '../../api/session.ts'
import { t } from '../text/index.ts'

/** What an account may do, the least last. */
const ROLES: readonly Role[] = ['admin', 'reviewer', 'viewer', 'none']

type Props = {
  readonly value: Role
  readonly onChange: (role: Role) => void
  readonly id?: string
  readonly label?: string
  readonly disabled?: boolean
}

/** A choice among the roles. */
export function RoleChoice({ id, value, onChange, label, disabled = false }: Props) {
  return (
    <select
      id={id}
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value as Role)}
    >
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {t(`role.${role}`)}
        </option>
      ))}
    </select>
  )
}
