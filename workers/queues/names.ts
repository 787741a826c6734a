/** The queues, as `--queues` and Redis know them. */
export const QUEUES = ['page', 'assemble'] as const
export type QueueName = (typeof QUEUES)[number]

/** What every key of ours in Redis begins with. */
export const PREFIX = 'nianbao'
