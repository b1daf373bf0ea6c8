import { defineLogFormat, type Parsed } from '../format.ts'
import type { Victim } from '../kernel-log/kill.ts'
import { readReport, type MemInfo } from '../kernel-log/report.ts'

/** Lines that somebody quoted from a report: zones or free lists alone, or what a report beside it says too. */
export interface LogExcerpt extends MemInfo {
  readonly victim?: Victim
}

export const logExcerpt = defineLogFormat({
  id: 'logExcerpt',
  collect: 'dmesg | grep -E "^Node .*: [0-9]+\\*"',
  role: 'event',
  read(lines, context): Parsed<LogExcerpt> {
    const { memInfo, kills, problems } = readReport(lines, context.pageSize)
    const victim = kills[0]?.victim
    return { data: { ...memInfo, ...(victim && { victim }) }, problems }
  },
})
