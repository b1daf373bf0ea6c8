import { KIB } from '../../units.ts'
import { MEMINFO_KEYS } from '../meminfo/keys.ts'
import type { SeriesUnit } from './series.ts'

/** What a column's name tells of its values. */
export interface Meaning {
  readonly unit: SeriesUnit
  /** Bytes of one printed unit. */
  readonly scale: number
  /** Whether the name is one of memory, or the values alone have to tell. */
  readonly memory: boolean
}

export const isTimeName = (name: string): boolean =>
  /^(?:time|times|timestamp|date|datetime|date ?time|ts|_time|epoch|时间)(?:[ _([].*)?$/i.test(name.trim())
/** Columns of `sadf -d` that are no quantities. */
export const isAside = (name: string): boolean => /^(?:interval)$/i.test(name)
export const isValueName = (name: string): boolean => /^(?:value|values|v|值)$/i.test(name.trim())

const MEMORY =
  /mem(?:ory)?(?:$|[^a-z])|mem[A-Z]|^Mem|_rss|\brss\b|cache|heap|working.?set|swap|slab|shmem|anon|buffers?|bytes|kbmem|kbavail|kbbuf|kbcached|kbcommit|kbactive|kbinact|kbdirty|kbswp|kbslab|kbhug|page.?tables|vmalloc|percpu|resident|oom|balloon|pswp|pgpg/i
const FIELDS: ReadonlySet<string> = new Set(MEMINFO_KEYS)
const PERCENT = /%|percent|\bpct\b|_pct|ratio|utili[sz]ation/i
const COUNT = /failcnt|failures|_total$|HugePages_(?:Total|Free|Rsvd|Surp)|pgfault|pgmajfault|events|\/s$|_count$|oom/i

/** `(MiB)`, `[GB]`, `_bytes`, `_mb`, `used MB` */
const UNIT = /(?:^|[\s_([.])(bytes?|[KMGT]i?B|[kmgt]b|[kmgt]ib)(?:$|[\s)\]_.])/
const SCALES: Readonly<Record<string, number>> = { b: 1, k: KIB, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 }

/** What the name of a column (or of a series in it) tells. */
export function meaningOf(name: string): Meaning {
  // Labels (`{instance="db-1"}`) are names of other things.
  const bare = name.replace(/\{[^{}]*\}/g, (labels) => /__name__="?"?(\w+)/.exec(labels)?.[1] ?? '')
  if (PERCENT.test(bare)) return { unit: 'percent', scale: 1, memory: MEMORY.test(bare) }
  if (/^kb[a-z]/.test(bare)) return { unit: 'bytes', scale: KIB, memory: MEMORY.test(bare) }
  // sysstat pages in and out in KiB a second, and swaps in pages.
  if (/^pgpg(?:in|out)\/s$/.test(bare)) return { unit: 'bytes/s', scale: KIB, memory: true }
  const named = UNIT.exec(bare)?.[1]
  if (named !== undefined && !bare.endsWith('_bytes_total')) {
    return { unit: 'bytes', scale: SCALES[named[0]!.toLowerCase()] ?? 1, memory: true }
  }
  if (COUNT.test(bare)) return { unit: 'count', scale: 1, memory: MEMORY.test(bare) }
  return { unit: 'bytes', scale: 1, memory: MEMORY.test(bare) || FIELDS.has(bare) }
}

/**
 * Where a name tells no unit: the kernel counts pages, so sizes in bytes are multiples of 4096 and those in KiB of 4. A
 * column of meminfo's own names that is no multiple of 4096 was copied from the file, in KiB.
 */
export const isCopiedFromMeminfo = (name: string, values: readonly number[]): boolean =>
  FIELDS.has(name) && values.some((value) => value % 4096 !== 0) && values.every((value) => value % 4 === 0)

/** Values that can be nothing but bytes of pages. */
export const arePages = (values: readonly number[]): boolean =>
  values.length >= 3 && values.every((value) => value >= 2 ** 20 && value % 4096 === 0)
