import { largeIn, ofRam } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const threshold = thresholds['page-tables-large']

/** F23. Page tables cost 8 bytes for each 4 KiB page that each process maps; shared mappings pay once per process. */
export const pageTablesLarge = defineRule({
  id: 'page-tables-large',
  reference: ['admin-guide/mm/hugetlbpage.rst', 'filesystems/proc.rst'],
  explains: ['memory-exhausted', 'swap-exhausted', 'processes-do-not-explain', 'oom-kernel-memory', 'oom-exhaustion'],
  check: (theCase) => largeIn(theCase, 'page-tables', 'PageTables', threshold),
  collect: () => ["sh -c 'grep -H VmPTE /proc/[0-9]*/status | sort -k2 -n | tail -n 20'"],
  en: {
    title: ({ size }, say) => `Page tables hold ${say.bytes(size)}`,
    text: (params, say) =>
      `That is ${ofRam.en(params, say)}. Each process pays 8 bytes for each 4 KiB page it maps, and a shared mapping is paid for once per process.`,
    refute: () =>
      'Few processes with small mappings: then look at `VmPTE` in `/proc/PID/status` for the one that owns them.',
    actions: () => [
      { do: 'Find the owners: `grep -H VmPTE /proc/[0-9]*/status | sort -k2 -n | tail`' },
      { do: 'Map the shared segment with huge pages', risk: 'Reserved huge pages are lost to everything else.' },
    ],
  },
  zh: {
    title: ({ size }, say) => `页表占用 ${say.bytes(size)}`,
    text: (params, say) =>
      `占${ofRam.zh(params, say)}。每个进程每映射一个 4 KiB 页就要付出 8 字节，共享映射按进程各付一次。`,
    refute: () => '若进程很少且映射很小，则应查看 `/proc/PID/status` 中的 `VmPTE`，找出真正的占用者。',
    actions: () => [
      { do: '找出占用者：`grep -H VmPTE /proc/[0-9]*/status | sort -k2 -n | tail`' },
      { do: '为共享段启用大页', risk: '预留的大页不能再作他用。' },
    ],
  },
})
