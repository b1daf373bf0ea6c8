import { defineLogFormat, type Parsed } from '../format.ts'
import { MEM_INFO_SECTIONS, missing, unpaired } from '../kernel-log/missing.ts'
import { readReport, type MemInfo } from '../kernel-log/report.ts'
import { requesterOf, type Requester } from '../kernel-log/request.ts'

/** The state of memory that nobody was killed for: SysRq-m, or a report without its head whose zones have room to spare. */
export interface ShowMem extends Requester, MemInfo {
  /** Asked for with SysRq-m. */
  readonly sysrq?: boolean
}

export const showMem = defineLogFormat({
  id: 'showMem',
  collect: 'echo m > /proc/sysrq-trigger; dmesg | tail -n 60',
  role: 'event',
  read(lines, context): Parsed<ShowMem> {
    const report = readReport(lines, context.pageSize)
    const sysrq = report.parts.has('sysrq')
    return {
      data: { ...requesterOf(report), ...(sysrq && { sysrq }), ...report.memInfo },
      problems: [...report.problems, ...missing(lines, report, MEM_INFO_SECTIONS), ...unpaired(report)],
    }
  },
})
