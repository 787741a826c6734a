import { type Command, Option } from 'commander'
import type { Problem } from '../schemas/problem.ts'
import type { Store } from '../store/open.ts'
import type { Services } from '../workers/config.ts'
import { type Monitor, startMonitor } from '../workers/http/monitor.ts'
import type { Log } from '../workers/log.ts'
import { withStore } from './cluster-options.ts'
import { say } from './language.ts'
import { parsePatience } from './options.ts'

export type Place = { readonly host: string; readonly port: number }

/** The option of services that says how long they wait for others at the start, in seconds. */
export function patienceOption(): Option {
  return new Option(
    '--patience <seconds>',
    say(
      'wait so long for a database or a Redis that does not answer at the start; 0 not at all',
      '启动时等待没有应答的数据库或 Redis 的秒数；0 表示不等待',
    ),
  )
    .argParser(parsePatience)
    .default(120)
}

/**
 * Like `withStore`, for what runs until it is told to stop: a database that does not answer at the start is waited for, at
 * most `patience` seconds. Meanwhile the places where the service is going to listen tell that it lives and is not ready;
 * the work gets them with the ports that they have by then.
 */
export async function withServiceStore(
  command: Command,
  { patience, places, log }: { readonly patience: number; readonly places: readonly Place[]; readonly log: Log },
  work: (store: Store, services: Services, places: readonly Place[]) => Promise<number>,
): Promise<number> {
  let standIns: readonly Promise<Monitor | Problem>[] = []
  const onWait = ({ message }: Problem) => {
    standIns = places.map((place) =>
      startMonitor({ ...place, ready: notReady, later: 'the database does not answer yet' }),
    )
    log.warn(`${message}; waiting for it`, { seconds: patience })
    void portsOf(places, standIns).then((taken) => {
      for (const place of taken) log.info('alive and not ready', place)
    })
  }
  const end = async () => {
    const all = await Promise.all(standIns)
    await Promise.all(all.map((one) => ('code' in one ? null : one.close())))
  }
  try {
    return await withStore(
      command,
      async (store, services) => {
        const taken = await portsOf(places, standIns)
        await end()
        if (standIns.length > 0) log.info('the database answers')
        standIns = []
        return work(store, services, taken)
      },
      { opening: { patienceMs: patience * 1000, onWait } },
    )
  } finally {
    await end()
  }
}

/** The ports that were given out where any would do. One that cannot be had is told when the service itself wants it. */
async function portsOf(places: readonly Place[], standIns: readonly Promise<Monitor | Problem>[]) {
  const all = await Promise.all(standIns)
  return places.map((place, index) => {
    const standIn = all[index]
    return standIn && !('code' in standIn) ? { ...place, port: standIn.port } : place
  })
}

async function notReady() {
  return { ok: false, problems: ['database'] }
}
