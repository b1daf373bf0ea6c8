import { analyze, type Report } from '../core/analyze.ts'
import type { FindingId } from '../core/findings/catalogue.ts'
import type { Finding } from '../core/findings/diagnose.ts'
import { speak } from '../core/findings/speak.ts'
import type { Language } from '../core/language/say.ts'

/** The report on texts, each a source of its own. */
export const reportOn = (...texts: readonly string[]): Report =>
  analyze(texts.map((text, index) => ({ name: `${index}.txt`, text })))

/** The ids of all findings on the texts, in their order. */
export const idsIn = (...texts: readonly string[]): FindingId[] => reportOn(...texts).findings.map(({ id }) => id)

/** The first finding of an id. */
export const findingIn = (id: FindingId, ...texts: readonly string[]): Finding | undefined =>
  reportOn(...texts).findings.find((finding) => finding.id === id)

/** All that a finding says, in one text; '' where it was not made. */
export function wordsOf(finding: Finding | undefined, language: Language = 'en'): string {
  if (!finding) return ''
  const { title, text, refute, actions } = speak(finding, language)
  return [title, text, refute, ...actions.flatMap(({ do: step, risk }) => [step, risk ?? ''])].join('\n')
}

/** A host of 16 GiB that is well: what tests change one figure of. kB, as the kernel prints. */
const WELL: Readonly<Record<string, number>> = {
  MemTotal: 16_000_000,
  MemFree: 4_000_000,
  MemAvailable: 10_400_000,
  Buffers: 120_000,
  Cached: 6_700_000,
  SwapCached: 0,
  Active: 5_100_000,
  Inactive: 6_120_000,
  // No multiples of 16 kB: a host with pages of 4 KiB.
  'Active(anon)': 2_000_004,
  'Inactive(anon)': 2_599_996,
  'Active(file)': 3_100_000,
  'Inactive(file)': 3_520_000,
  Unevictable: 0,
  Mlocked: 0,
  SwapTotal: 2_000_000,
  SwapFree: 2_000_000,
  Dirty: 400,
  Writeback: 0,
  AnonPages: 4_400_000,
  Mapped: 600_000,
  Shmem: 200_000,
  KReclaimable: 400_000,
  Slab: 600_000,
  SReclaimable: 400_000,
  SUnreclaim: 200_000,
  KernelStack: 16_000,
  PageTables: 40_000,
  CommitLimit: 10_000_000,
  Committed_AS: 8_000_000,
  VmallocTotal: 34_359_738_367,
  VmallocUsed: 60_000,
  VmallocChunk: 0,
  Percpu: 8_000,
  HardwareCorrupted: 0,
  AnonHugePages: 400_000,
  HugePages_Total: 0,
  HugePages_Free: 0,
  HugePages_Rsvd: 0,
  HugePages_Surp: 0,
  Hugepagesize: 2048,
  Hugetlb: 0,
}

/**
 * /proc/meminfo of a healthy host, with some fields changed (kB; `HugePages_*` counts) or, with null, left out; of a host
 * `scale` times as large.
 */
export function meminfo(changes: Readonly<Record<string, number | null>> = {}, scale = 1): string {
  const fields = Object.entries({ ...WELL, ...changes }).filter((entry): entry is [string, number] => entry[1] !== null)
  return fields
    .map(([name, value]) => {
      const size = FIXED.has(name) ? value : value * scale
      return `${`${name}:`.padEnd(15)} ${String(size).padStart(8)}${name.startsWith('HugePages_') ? '' : ' kB'}`
    })
    .join('\n')
    .concat('\n')
}

/** The same on every host of one architecture. */
const FIXED: ReadonlySet<string> = new Set(['VmallocTotal', 'Hugepagesize'])
