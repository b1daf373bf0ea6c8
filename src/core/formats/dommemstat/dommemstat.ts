import { KIB } from '../../units.ts'
import { defineFormat } from '../format.ts'
import { entriesFrom, readEntries } from '../keyed.ts'
import type { Figure } from '../../text/source.ts'

/**
 * `virsh dommemstat DOMAIN` (libvirt tools/virsh-domain-monitor.c, cmdDomMemStat): what the balloon leaves a guest (`actual`),
 * what the guest says of itself (`unused`, `available`, `usable`: its MemFree, MemTotal, MemAvailable), and what the process
 * takes on the host (`rss`). Sizes in bytes, events as counts.
 */
export interface Dommemstat {
  readonly fields: ReadonlyMap<string, Figure>
}

const SIZES: ReadonlySet<string> = new Set([
  'actual',
  'swap_in',
  'swap_out',
  'unused',
  'available',
  'usable',
  'disk_caches',
  'rss',
])
const COUNTS: ReadonlySet<string> = new Set([
  'major_fault',
  'minor_fault',
  'last_update',
  'hugetlb_pgalloc',
  'hugetlb_pgfail',
])
const knows = (key: string) => SIZES.has(key) || COUNTS.has(key)

export const dommemstat = defineFormat({
  id: 'dommemstat',
  collect: 'virsh dommemstat DOMAIN',
  // A host has many guests, each with an answer of its own.
  role: 'selection',
  starts: ['actual '],
  claim(lines, at) {
    const count = entriesFrom(lines, at, { knows })
    // The least that libvirt prints of a guest without a driver: actual and rss.
    return count > 1 ? count : 0
  },
  read(lines) {
    const { fields, problems } = readEntries(lines)
    const scaled = [...fields].map(([key, figure]): [string, Figure] => [
      key,
      SIZES.has(key) ? { ...figure, value: figure.value * KIB } : figure,
    ])
    return { data: { fields: new Map(scaled) }, problems }
  },
})
