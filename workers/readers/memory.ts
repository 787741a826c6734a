import { readFileSync } from 'node:fs'

/** Resident memory of a process in megabytes (1e6 bytes); null where the system does not tell, or there is no such process. */
export function residentMegabytes(pid: number | undefined): number | null {
  if (pid === undefined) return null
  try {
    const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kibibytes === undefined ? null : (Number(kibibytes) * 1024) / 1e6
  } catch {
    return null
  }
}
