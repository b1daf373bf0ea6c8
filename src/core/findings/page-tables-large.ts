import { dataOf } from '../snapshot/snapshot.ts'
import { GIB } from '../units.ts'
import { defineRule } from './rule.ts'

/** From this share of RAM on page tables are worth a word; a healthy machine stays below one percent. */
const SHARE = 0.03

/** F23. Page tables cost 8 bytes for each 4 KiB page that each process maps; shared mappings pay once per process. */
export const pageTablesLarge = defineRule({
  id: 'page-tables-large',
  reference: ['admin-guide/mm/hugetlbpage.rst', 'filesystems/proc.rst'],
  check: ({ moments }) =>
    moments.flatMap((moment) => {
      const fields = dataOf(moment, 'meminfo')?.fields
      const tables = fields?.get('PageTables')
      const total = fields?.get('MemTotal')
      if (!tables || !total) return []
      const share = tables.value / total.value
      if (share < SHARE && tables.value < 2 * GIB) return []
      return [
        {
          severity: share > 0.15 ? 'critical' : 'warning',
          confidence: 'certain',
          snapshot: moment.index,
          bytes: tables.value,
          params: { size: tables.value, share, threshold: SHARE },
          evidence: [tables.span, total.span],
          arithmetic: [`PageTables ${tables.value / 1024} kB / MemTotal ${total.value / 1024} kB`],
        } as const,
      ]
    }),
  en: {
    title: ({ size }, say) => `Page tables hold ${say.bytes(size)}`,
    text: ({ share, threshold }, say) =>
      `That is **${say.percent(share)}** of RAM (noted from ${say.percent(threshold)}). Each process pays 8 bytes for each 4 KiB page it maps, and a shared mapping is paid for once per process.`,
    refute: () =>
      'Few processes with small mappings: then look at `VmPTE` in `/proc/PID/status` for the one that owns them.',
    actions: () => [
      { do: 'Find the owners: `grep -H VmPTE /proc/[0-9]*/status | sort -k2 -n | tail`' },
      { do: 'Map the shared segment with huge pages', risk: 'Reserved huge pages are lost to everything else.' },
    ],
  },
  zh: {
    title: ({ size }, say) => `页表占用 ${say.bytes(size)}`,
    text: ({ share, threshold }, say) =>
      `占内存的 **${say.percent(share)}**(${say.percent(threshold)} 起提示)。每个进程每映射一个 4 KiB 页就要付出 8 字节,共享映射按进程各付一次。`,
    refute: () => '若进程很少且映射很小,则应查看 `/proc/PID/status` 中的 `VmPTE`,找出真正的占用者。',
    actions: () => [
      { do: '找出占用者:`grep -H VmPTE /proc/[0-9]*/status | sort -k2 -n | tail`' },
      { do: '为共享段启用大页', risk: '预留的大页不能再作他用。' },
    ],
  },
})
