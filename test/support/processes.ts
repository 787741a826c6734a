import { execFileSync } from 'node:child_process'

export type Process = { readonly pid: number; readonly parent: number; readonly command: string }

/** Processes of this machine that run, zombies left out. */
export function processes(): readonly Process[] {
  const listed = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,stat=,args=']).toString().split('\n')
  return listed
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [])
    .filter(([, , , stat]) => stat !== undefined && !stat.startsWith('Z'))
    .map(([, pid, parent, , command]) => ({ pid: Number(pid), parent: Number(parent), command: command! }))
}

/** Whether a process still runs. */
export function runs(pid: number): boolean {
  return processes().some((process) => process.pid === pid)
}
