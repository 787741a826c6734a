/** Whether somebody said where there are services, by options or variables; what is only a default is none. */
export function areServicesNamed({
  redis,
  database,
}: {
  readonly redis?: string
  readonly database?: string
}): boolean {
  const { NIANBAO_REDIS_URL, NIANBAO_DATABASE_URL } = process.env
  return Boolean(redis || database || NIANBAO_REDIS_URL || NIANBAO_DATABASE_URL)
}
