import type { FormatId } from '../index.ts'
import type { Draft } from './draft.ts'
import type { Part } from './part.ts'
import { functionsOf } from './cpu.ts'
import { readZones, type ReportedZone } from './zones.ts'

const KILL_PARTS: readonly Part[] = [
  'limit',
  'usage',
  'statHead',
  'taskTitle',
  'taskHead',
  'task',
  'chosen',
  'group',
  'kill',
  'panic',
]
/** Kinds of lines in a Mem-Info block. */
const SECTIONS: readonly (readonly Part[])[] = [
  ['totals'],
  ['node', 'zone', 'reserve'],
  ['orders'],
  ['count'],
  ['perCpu'],
  ['hugepages'],
]

/** The record that a finished draft becomes; null where it says too little to be one. */
export function kindOf({ cause, entries }: Draft): FormatId | null {
  if (cause !== null) return cause
  const parts = new Set(entries.map(({ seen }) => seen.part))
  const has = (list: readonly Part[]) => list.some((part) => parts.has(part))
  if (has(KILL_PARTS)) return 'oom'
  const sections = SECTIONS.filter(has).length
  if (sections === 0) return null
  const told = causeInStack(functionsOf(entries.filter(({ seen }) => seen.part === 'stack').map(({ line }) => line)))
  if (told) return told
  if (sections === 1) return 'logExcerpt'
  const zones = readZones(
    entries.filter(({ seen }) => seen.part === 'zone' || seen.part === 'orders').map(({ line }) => line),
    [],
  ).zones
  return isPlenty(zones) ? 'showMem' : 'oom'
}

/** The path through the kernel names the report where its head is lost. */
function causeInStack(functions: readonly string[]): FormatId | null {
  const through = (pattern: RegExp) => functions.some((name) => pattern.test(name))
  if (through(/^(?:dump_header|oom_kill_process|out_of_memory|mem_cgroup_out_of_memory)/)) return 'oom'
  if (through(/^warn_alloc/)) return through(/vmalloc/) ? 'vmallocFailure' : 'allocFailure'
  return through(/^sysrq_handle_showmem|^__handle_sysrq/) ? 'showMem' : null
}

/** Largest order for which the kernel kills (PAGE_ALLOC_COSTLY_ORDER). */
const COSTLY = 3

/**
 * Whether every node could serve any request that the kernel kills for, with room to spare: then nothing was killed. Asked
 * of the highest zone that ordinary requests use and of all above it; the lower ones are kept for requests that need them.
 */
function isPlenty(zones: readonly ReportedZone[]): boolean {
  const populated = zones.filter(({ fields }) => (fields.get('managed') ?? fields.get('present'))?.value !== 0)
  const nodes = [...new Set(populated.map(({ node }) => node))]
  const asked = nodes.flatMap((node) => {
    const list = populated.filter((zone) => zone.node === node)
    return list.slice(list.findLastIndex(({ zone }) => LOW.has(zone)))
  })
  return asked.length > 0 && asked.every(hasRoom)
}

/** What a request without __GFP_HIGHMEM can use. */
const LOW: ReadonlySet<string> = new Set(['DMA', 'DMA32', 'Normal'])

/** Counted as free, but not for every request; kernels that don't print them withhold nothing that we know of. */
const WITHHELD = ['free_cma', 'reserved_highatomic']

function hasRoom({ fields, orders, migrateTypes }: ReportedZone): boolean {
  const free = fields.get('free')?.value
  const high = fields.get('high')?.value
  if (free === undefined || high === undefined || !orders) return false
  const withheld = WITHHELD.reduce((sum, key) => sum + (fields.get(key)?.value ?? 0), 0)
  const usable = orders.some(
    (count, order) =>
      order >= COSTLY && count > 0 && (migrateTypes === undefined || /[UME]/.test(migrateTypes[order] ?? '')),
  )
  return free - withheld > 2 * high && usable
}
