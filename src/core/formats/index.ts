import { buddyinfo } from './buddyinfo/buddyinfo.ts'
import { cgroupFile } from './cgroup-file/cgroup-file.ts'
import { date } from './date/date.ts'
import { domainXml } from './domain-xml/domain-xml.ts'
import type { Format, LogFormat } from './format.ts'
import { free } from './free/free.ts'
import { meminfo, meminfoExcerpt } from './meminfo/meminfo.ts'
import { memoryStat } from './memory-stat/memory-stat.ts'
import { pagetypeinfo } from './pagetypeinfo/pagetypeinfo.ts'
import { ps } from './ps/ps.ts'
import { rssSum } from './ps/rss-sum.ts'
import { linuxVersion } from './uname/linux-version.ts'
import { uname } from './uname/uname.ts'
import { vmstat } from './vmstat/vmstat.ts'
import { vmware } from './vmware/vmware.ts'
import { zoneinfo } from './zoneinfo/zoneinfo.ts'
import { slabinfo } from './slabinfo/slabinfo.ts'

/** Every dump that stands in a block of lines. Where two could begin alike, the earlier one is asked first. */
export const formats = [
  meminfo,
  meminfoExcerpt,
  buddyinfo,
  memoryStat,
  free,
  cgroupFile,
  ps,
  rssSum,
  zoneinfo,
  vmstat,
  pagetypeinfo,
  vmware,
  uname,
  linuxVersion,
  domainXml,
  date,
  slabinfo,
] as const

/** Every report of the kernel log. */
export const logFormats = [] as const

type AnyFormat = (typeof formats)[number] | (typeof logFormats)[number]
export type FormatId = AnyFormat['id']
export type DataOf<Id extends FormatId> =
  Extract<AnyFormat, { id: Id }> extends Format<Id, infer Data> | LogFormat<Id, infer Data> ? Data : never
