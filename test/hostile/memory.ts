import { readdirSync, readFileSync } from 'node:fs'

/**
 * Watches a process and all below it until asked: gives the most memory, in megabytes, that any one of them held. Null
 * where the system does not tell (no /proc).
 */
export function watchMemory(pid: number): () => number | null {
  let most: number | null = null
  const look = () => {
    for (const each of descendants(pid)) most = Math.max(most ?? 0, heldBy(each))
  }
  const timer = setInterval(look, 50)
  return () => {
    clearInterval(timer)
    return most
  }
}

function descendants(pid: number): readonly number[] {
  const all = [pid]
  for (let i = 0; i < all.length; i++) {
    try {
      for (const thread of readdirSync(`/proc/${all[i]}/task`)) {
        const children = readFileSync(`/proc/${all[i]}/task/${thread}/children`, 'utf8')
        all.push(...children.split(' ').filter(Boolean).map(Number))
      }
    } catch {} // it ended meanwhile, or there is no /proc
  }
  return all
}

function heldBy(pid: number): number {
  try {
    const held = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(held ?? 0) / 1024
  } catch {
    return 0
  }
}
