/** Where browsers find a server that listens there. */
export function addressOf(
  { host, https = false }: { readonly host: string; readonly https?: boolean },
  port: number,
): string {
  const name = isAny(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `${https ? 'https' : 'http'}://${name}:${port}`
}

/** Whether a host stands for every address of this machine. */
export function isAny(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}
