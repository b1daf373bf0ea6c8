import { numberIn } from '../formats/kernel-event/kernel-event.ts'
import type { Moment } from '../snapshot/moment.ts'
import type { Span } from '../text/source.ts'
import { bytes, type Bytes } from '../units.ts'
import { bootOf } from './boot.ts'
import { booksOf, kB } from './figures.ts'
import { defineRule, type Case, type Evidence, type Hit } from './rule.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds['memtotal-below-installed']

interface Params {
  readonly total: number
  /** What the machine has; null where only the command line tells that there is more. */
  readonly installed: number | null
  /** Page structs: 64 bytes for each page. */
  readonly memmap: number | null
  /** What the command line takes away: `mem=900M`, `crashkernel=512M`. */
  readonly options: readonly string[]
}

interface Source {
  readonly bytes: Bytes
  readonly name: string
  readonly evidence: readonly Span[]
}

/** What the machine has: the boot line of the log says it best, then a report's own count, then the zones. */
function installedAt(theCase: Case, moment: Moment, total: Bytes): Source | null {
  for (const event of bootOf(theCase, moment.host).memory) {
    const physical = numberIn(event, 'physical')
    if (physical) return { bytes: bytes(physical.value), name: 'Memory: …/', evidence: [physical.span] }
  }
  for (const record of moment.records) {
    const ram = record.kind === 'oom' || record.kind === 'showMem' ? record.data.pages.get('ram') : undefined
    if (ram) return { bytes: bytes(ram.value * moment.machine.pageSize.value), name: 'pages RAM', evidence: [ram.span] }
  }
  const zones = moment.zoneStates.filter(({ present, managed }) => present !== null && managed !== null)
  const sum = (key: 'present' | 'managed') => zones.reduce((all, zone) => all + zone[key]!.value * zone.pageSize, 0)
  // Part of a zoneinfo shows some zones only.
  if (zones.length === 0 || Math.abs(sum('managed') - total) > limits.zones * total) return null
  return { bytes: bytes(sum('present')), name: 'Σ present', evidence: zones.map(({ present }) => present!.span) }
}

/** F06. What the machine has and the kernel never got. */
export const memtotalBelowInstalled = defineRule({
  id: 'memtotal-below-installed',
  reference: ['admin-guide/kernel-parameters.txt (mem=, crashkernel=)', 'admin-guide/kdump/kdump.rst'],
  check: (theCase): Hit<Params>[] =>
    theCase.moments.flatMap((moment) => {
      const total = booksOf(moment)[0]?.total
      if (!total) return []
      const installed = installedAt(theCase, moment, total.bytes)
      const { commandLines, options } = bootOf(theCase, moment.host)
      const bound = options.some((option) => option.startsWith('mem='))
      const missing = installed ? installed.bytes - total.bytes : 0
      const share = installed ? missing / installed.bytes : 0
      if (!bound && (share < limits.info || missing < limits.floor)) return []
      const [first, ...rest] = [
        ...(installed?.evidence ?? []),
        ...total.evidence,
        ...(options.length > 0 ? commandLines.map(({ span }) => span) : []),
      ]
      if (!first) return []
      return [
        {
          severity: bound || (share >= limits.notice && missing >= limits.size) ? 'notice' : 'info',
          confidence: 'certain',
          snapshot: moment.index,
          bytes: missing > 0 ? bytes(missing) : null,
          params: {
            total: total.bytes,
            installed: installed?.bytes ?? null,
            memmap: installed ? (installed.bytes / moment.machine.pageSize.value) * 64 : null,
            options,
          },
          evidence: [first, ...rest] satisfies Evidence,
          arithmetic: [
            ...(installed
              ? [`${installed.name} ${kB(installed.bytes)} − ${total.formula} ${kB(total.bytes)} = ${kB(missing)}`]
              : []),
            ...options,
            ...(installed ? [] : [`${total.formula} ${kB(total.bytes)}`]),
          ],
        },
      ]
    }),
  collect: ({ installed }) => [
    ...(installed === null ? ['dmesg | grep -m1 "Memory:"'] : []),
    '/proc/cmdline',
    '/proc/iomem',
  ],
  en: {
    title: ({ total, installed, options }, say) => {
      const bound = options.find((option) => option.startsWith('mem='))
      return bound
        ? `The kernel was told to use part of the memory only: \`${bound}\``
        : `The kernel manages ${say.bytes(total)} of ${say.bytes(installed ?? total)}`
    },
    text: ({ total, installed, memmap, options }, say) =>
      [
        installed === null
          ? `\`MemTotal\` is ${say.bytes(total)}; what the machine has beyond it does not show in meminfo.`
          : `${say.bytes(installed - total)} (**${say.percent((installed - total) / installed)}**, noted from ${say.percent(limits.info)}) are out of its reach: the kernel’s own image and tables, what firmware keeps${memmap === null ? '' : `, and ${say.bytes(memmap)} of page structs (64 bytes a page)`}. A balloon or hot-unplug can take more.`,
        options.length === 0 ? '' : `On the command line: ${say.list(options.map((option) => `\`${option}\``))}.`,
      ]
        .filter((each) => each !== '')
        .join(' '),
    refute: () => 'Gigabytes of makers are 7 % less than GiB: compare in one unit.',
    actions: ({ options }) => [
      { do: 'See who took what: `dmesg | grep -E "Memory:|reserved|crashkernel"`, `/proc/iomem` (as root)' },
      ...(options.some((option) => option.startsWith('mem='))
        ? [{ do: 'Take `mem=` off the command line', risk: 'Needs a reboot.' }]
        : []),
      ...(options.some((option) => option.startsWith('crashkernel'))
        ? [{ do: 'Make `crashkernel=` smaller', risk: 'Needs a reboot; without enough of it there is no crash dump.' }]
        : []),
    ],
  },
  zh: {
    title: ({ total, installed, options }, say) => {
      const bound = options.find((option) => option.startsWith('mem='))
      return bound
        ? `内核被要求只使用部分内存：\`${bound}\``
        : `${say.bytes(installed ?? total)} 中内核只管理 ${say.bytes(total)}`
    },
    text: ({ total, installed, memmap, options }, say) =>
      [
        installed === null
          ? `\`MemTotal\` 为 ${say.bytes(total)}；超出部分 meminfo 看不到。`
          : `${say.bytes(installed - total)}（**${say.percent((installed - total) / installed)}**，${say.percent(limits.info)} 起提示）不在其管理范围内：内核自身的映像和表、固件保留${memmap === null ? '' : `，以及 ${say.bytes(memmap)} 的页结构（每页 64 字节）`}。气球或热拔还可能取走更多。`,
        options.length === 0 ? '' : `命令行参数：${say.list(options.map((option) => `\`${option}\``))}。`,
      ].join(''),
    refute: () => '厂商的 GB 比 GiB 少 7 %：请用同一单位比较。',
    actions: ({ options }) => [
      { do: '查看去向：`dmesg | grep -E "Memory:|reserved|crashkernel"`、`/proc/iomem`（需 root）' },
      ...(options.some((option) => option.startsWith('mem='))
        ? [{ do: '从命令行去掉 `mem=`', risk: '需要重启。' }]
        : []),
      ...(options.some((option) => option.startsWith('crashkernel'))
        ? [{ do: '减小 `crashkernel=`', risk: '需要重启；过小将无法生成崩溃转储。' }]
        : []),
    ],
  },
})
