import { recordWithId } from '../snapshot/snapshot.ts'
import type { Moment } from '../snapshot/moment.ts'
import type { Span } from '../text/source.ts'
import { kB, largeIn, ofRam, type Large } from './figures.ts'
import { crowdOf } from './programs.ts'
import { defineRule, type Hit, type Say } from './rule.ts'
import { thresholds } from './thresholds.ts'

const threshold = thresholds['page-tables-large']

interface Owner {
  readonly name: string
  /** Processes of the name. */
  readonly count: number
  /** Page tables of the one; null where only their number is known. */
  readonly size: number | null
}

interface Params extends Large {
  readonly owner: Owner | null
}

/** Who has them: the OOM report's table tells for each process, a list only how many there are of a name. */
function ownerAt(moment: Moment, report: string | null): (Owner & { readonly span: Span }) | null {
  const record = report === null ? undefined : recordWithId(moment, report)
  const rows = (record?.kind === 'oom' ? record.data.tasks?.rows : undefined) ?? []
  const [top] = [...rows].sort((a, b) => (b.pageTables ?? 0) - (a.pageTables ?? 0))
  if (top?.pageTables !== undefined && top.pageTables > 0) {
    return { name: top.name, count: 1, size: top.pageTables, span: top.span }
  }
  const crowd = crowdOf(moment)
  return crowd && { ...crowd, size: null }
}

const owned = {
  en: ({ owner }: Params, say: Say) =>
    owner === null
      ? ''
      : owner.size === null
        ? ` There are ${say.count(owner.count)} processes \`${owner.name}\`.`
        : ` \`${owner.name}\` has ${say.bytes(owner.size)} of it.`,
  zh: ({ owner }: Params, say: Say) =>
    owner === null
      ? ''
      : owner.size === null
        ? `其中 \`${owner.name}\` 进程有 ${say.count(owner.count)} 个。`
        : `其中 \`${owner.name}\` 占 ${say.bytes(owner.size)}。`,
}

/** F23. Page tables cost 8 bytes for each 4 KiB page that each process maps; shared mappings pay once per process. */
export const pageTablesLarge = defineRule({
  id: 'page-tables-large',
  reference: ['admin-guide/mm/hugetlbpage.rst', 'filesystems/proc.rst'],
  explains: ['memory-exhausted', 'swap-exhausted', 'processes-do-not-explain', 'oom-kernel-memory', 'oom-exhaustion'],
  check: (theCase): Hit<Params>[] =>
    largeIn(theCase, 'page-tables', 'PageTables', threshold).map(({ ledger, ...hit }) => {
      const moment = theCase.moments[hit.snapshot]!
      const owner = ownerAt(moment, ledger.scope.kind === 'report' ? ledger.scope.record : null)
      if (!owner) return { ...hit, params: { ...hit.params, owner } }
      const { span, ...who } = owner
      return {
        ...hit,
        params: { ...hit.params, owner: who },
        evidence: [...hit.evidence, span],
        arithmetic: [
          ...hit.arithmetic,
          owner.size === null ? `${owner.count} × ${owner.name}` : `${owner.name} ${kB(owner.size)}`,
        ],
      }
    }),
  collect: () => ["sh -c 'grep -H VmPTE /proc/[0-9]*/status | sort -k2 -n | tail -n 20'"],
  en: {
    title: ({ size }, say) => `Page tables hold ${say.bytes(size)}`,
    text: (params, say) =>
      `That is ${ofRam.en(params, say)}.${owned.en(params, say)} Each process pays 8 bytes for each 4 KiB page it maps, and a shared mapping is paid for once per process.`,
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
      `占${ofRam.zh(params, say)}。${owned.zh(params, say)}每个进程每映射一个 4 KiB 页就要付出 8 字节，共享映射按进程各付一次。`,
    refute: () => '若进程很少且映射很小，则应查看 `/proc/PID/status` 中的 `VmPTE`，找出真正的占用者。',
    actions: () => [
      { do: '找出占用者：`grep -H VmPTE /proc/[0-9]*/status | sort -k2 -n | tail`' },
      { do: '为共享段启用大页', risk: '预留的大页不能再作他用。' },
    ],
  },
})
