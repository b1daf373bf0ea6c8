import { nameOf } from '../findings/programs.ts'
import type { Process } from '../formats/ps/list.ts'
import type { Span } from '../text/source.ts'

/** A row of any process table: the OOM killer's, or one of `ps` and `top`. Sizes in bytes; a column not printed is absent. */
export interface ProcessRow {
  readonly name: string
  readonly pid?: number
  readonly ppid?: number
  readonly user?: string
  readonly rss?: number
  readonly rssAnon?: number
  readonly rssFile?: number
  readonly rssShmem?: number
  /** The part of `rss` that files or shared memory back (top). */
  readonly shr?: number
  readonly pss?: number
  readonly uss?: number
  readonly swap?: number
  readonly pageTables?: number
  readonly totalVm?: number
  readonly oomScoreAdj?: number
  readonly stat?: string
  readonly threads?: number
  readonly command?: string
  readonly span: Span
}

/**
 * What lets a table count shared memory once: RSS by kind, each process's proportional share, or the shared part of RSS.
 * `none` where only RSS is printed, in which a shared page counts in every process that maps it.
 */
export type SharedBasis = 'kinds' | 'pss' | 'shr' | 'none'

/** Processes of one name. A sum is absent where one of them does not print its part. */
export interface ProcessGroup {
  readonly name: string
  readonly count: number
  readonly rows: readonly ProcessRow[]
  /** Memory of the group, shared memory counted once; absent where the table cannot tell. */
  readonly once?: number
  /** Σ RSS: a shared page counts in every process that maps it. */
  readonly rss?: number
  readonly swap?: number
  readonly pageTables?: number
}

/** The rows of a list of `ps` or `top`, by the name people know the programs by. */
export const rowsOfList = (processes: readonly Process[]): ProcessRow[] =>
  processes.map(({ vsz, ...process }) => ({
    ...process,
    ...(vsz === undefined ? {} : { totalVm: vsz }),
    name: process.command === undefined ? '' : nameOf(process.command),
  }))

/** The rows whose name or command line holds the words, in any case; all for none. */
export function named(rows: readonly ProcessRow[], words: string): readonly ProcessRow[] {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return rows
  return rows.filter(({ name, command }) => `${name}\n${command ?? ''}`.toLowerCase().includes(wanted))
}

/** What a table has to count shared memory once by. */
export function sharedBasisOf(rows: readonly ProcessRow[]): SharedBasis {
  for (const basis of ['kinds', 'pss', 'shr'] as const) {
    if (rows.some((row) => onceOf([row], basis) !== undefined)) return basis
  }
  return 'none'
}

/** Rows by name, the largest first; threads of one process (`ps -L` repeats its id and sizes) once. */
export function groupByName(rows: readonly ProcessRow[], basis: SharedBasis): ProcessGroup[] {
  const byName = new Map<string, ProcessRow[]>()
  const seen = new Set<number>()
  for (const row of rows) {
    if (row.pid !== undefined && seen.has(row.pid)) continue
    if (row.pid !== undefined) seen.add(row.pid)
    const group = byName.get(row.name)
    if (group) group.push(row)
    else byName.set(row.name, [row])
  }
  return [...byName]
    .map(([name, group]) => groupOf(name, group, basis))
    .sort((a, b) => (b.once ?? b.rss ?? -1) - (a.once ?? a.rss ?? -1))
}

function groupOf(name: string, rows: readonly ProcessRow[], basis: SharedBasis): ProcessGroup {
  const once = onceOf(rows, basis)
  const rss = sumOf(rows, 'rss')
  const swap = sumOf(rows, 'swap')
  const pageTables = sumOf(rows, 'pageTables')
  return {
    name,
    count: rows.length,
    rows,
    ...(once === undefined ? {} : { once }),
    ...(rss === undefined ? {} : { rss }),
    ...(swap === undefined ? {} : { swap }),
    ...(pageTables === undefined ? {} : { pageTables }),
  }
}

/**
 * Each process's own memory, and the largest shared part once: processes of one name map the same segments and files as a
 * rule, so what each maps of them lies within the largest. Where they map different ones, the group holds more.
 */
function onceOf(rows: readonly ProcessRow[], basis: SharedBasis): number | undefined {
  if (basis === 'none') return undefined
  if (basis === 'pss') return sumOf(rows, 'pss')
  if (basis === 'kinds') return added([sumOf(rows, 'rssAnon'), mostOf(rows, 'rssShmem'), mostOf(rows, 'rssFile')])
  const [rss, shr, most] = [sumOf(rows, 'rss'), sumOf(rows, 'shr'), mostOf(rows, 'shr')]
  return shr === undefined || rss === undefined || shr > rss ? undefined : added([rss - shr, most])
}

type Size = 'rss' | 'rssAnon' | 'rssFile' | 'rssShmem' | 'shr' | 'pss' | 'swap' | 'pageTables'

const sumOf = (rows: readonly ProcessRow[], key: Size) => added(rows.map((row) => row[key]))

function mostOf(rows: readonly ProcessRow[], key: Size): number | undefined {
  let most = 0
  for (const row of rows) {
    const value = row[key]
    if (value === undefined) return undefined
    most = Math.max(most, value)
  }
  return most
}

/** The sum; absent where a part is. */
function added(parts: readonly (number | undefined)[]): number | undefined {
  let total = 0
  for (const part of parts) {
    if (part === undefined) return undefined
    total += part
  }
  return total
}
