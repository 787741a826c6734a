import type { Command } from 'commander'
import { LOG_LEVELS, type LogLevel, logLevelFrom } from '../workers/log.ts'
import { listed, say } from './language.ts'

/** The level that NIANBAO_LOG_LEVEL asks for; ends the command as wrong use where it is none. */
export function logLevelOf(command: Command): LogLevel {
  const levels = listed(LOG_LEVELS)
  const advice = say(`: give one of ${levels}`, `：可选 ${levels}`)
  return logLevelFrom(process.env) ?? command.error(`error: NIANBAO_LOG_LEVEL${advice}`)
}
