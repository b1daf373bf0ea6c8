import { joinLines, type Line, type Origin } from '../../text/line.ts'
import { secondsBetween } from './clock.ts'
import { commIn } from './head.ts'
import type { Cause, Part, Seen } from './part.ts'

/** A line of a report: one of the log's, or several that a wrap had made of it. */
export interface Entry {
  line: Line
  readonly seen: Seen
}

/** A report while its lines are being gathered. */
export interface Draft {
  cause: Cause | null
  readonly entries: Entry[]
  /** The log's own lines, as they stood. */
  readonly taken: Line[]
  /** Notices of lost lines, until another line shows that they are inside. */
  readonly lost: Line[]
  readonly slots: Set<string>
  /** How far it has come: see `STAGE`. */
  stage: number
  readonly caller: string | null
  /** The task that the head names. */
  comm: string | null
  chosen: number | null
  announced: boolean
  readonly killed: Set<number>
  /** The last stamp. */
  origin: Origin | null
  /** Lines of prose that had been seen in the paste when its last line came. */
  prose: number
}

/** The order in which the kernel prints the parts of a report. */
const STAGE: Readonly<Record<Part, number>> = {
  sysrq: 0,
  vmalloc: 0,
  head: 1,
  slub: 1,
  slubDetail: 2,
  cpuset: 2,
  cpu: 3,
  hardware: 3,
  stack: 3,
  limit: 4,
  usage: 4,
  statHead: 4,
  stat: 4,
  memInfo: 5,
  perCpu: 5,
  totals: 6,
  node: 7,
  zone: 7,
  reserve: 7,
  counters: 7,
  orders: 7,
  ordersRest: 7,
  hugepages: 7,
  count: 7,
  profileHead: 8,
  profile: 8,
  slabHead: 8,
  slabColumns: 8,
  slab: 8,
  // For the limited group, or after the machine's own state (since 6.19).
  protection: 8,
  taskTitle: 9,
  taskHead: 9,
  task: 9,
  chosen: 10,
  group: 11,
  kill: 11,
  panic: 11,
  reaper: 12,
  lost: 0,
}
const MEM_INFO = STAGE.memInfo
const TABLES = STAGE.profileHead

/** Parts that begin a report whose head is lost. */
const OPENING: ReadonlySet<Part> = new Set<Part>([
  'limit',
  'usage',
  'statHead',
  'protection',
  'memInfo',
  'perCpu',
  'totals',
  'node',
  'zone',
  'orders',
  'hugepages',
  'count',
  'profileHead',
  'slabHead',
  'taskTitle',
  'taskHead',
  'task',
  'chosen',
  'group',
  'kill',
  'panic',
])
export const opens = ({ part }: Seen): boolean => OPENING.has(part)

/** More than this between two lines, and they are of two reports: a serial console needs milliseconds for a line. */
const LONGEST_PAUSE = 60
/** Lines of one burst, which may be parted by an author's words. */
const BURST = 0.5
/** Without stamps: words about a part of the same report are few. */
const FEW_WORDS = 3

export function draft(cause: Cause | null, line: Line, prose: number): Draft {
  return {
    cause,
    entries: [],
    taken: [],
    lost: [],
    slots: new Set(),
    stage: -1,
    caller: line.origin?.caller ?? null,
    comm: null,
    chosen: null,
    announced: false,
    killed: new Set(),
    origin: line.origin,
    prose,
  }
}

export function append(report: Draft, line: Line, seen: Seen, prose: number): void {
  if (seen.part === 'lost') {
    report.lost.push(line)
    return
  }
  // What is lost after the last line is no part of the report.
  if (report.lost.length > 0) {
    for (const each of report.lost.splice(0)) {
      report.entries.push({ line: each, seen: { part: 'lost' } })
      report.taken.push(each)
    }
  }
  report.entries.push({ line, seen })
  report.taken.push(line)
  report.prose = prose
  if (seen.slot !== undefined) report.slots.add(seen.slot)
  report.stage = Math.max(report.stage, STAGE[seen.part])
  if (seen.cause) report.cause = seen.cause
  if (seen.part === 'head') report.comm = commIn(line.text)
  if (line.origin) report.origin = line.origin
  if (seen.part === 'chosen') report.chosen = seen.pid ?? null
  if (seen.verb === 'announced') report.announced = true
  if (seen.verb === 'killed') report.killed.add(seen.pid!)
}

/** Adds what a wrap had parted from the report's last line. */
export function extend(report: Draft, next: Line, gap: '' | ' '): void {
  const last = report.entries.at(-1)!
  last.line = joinLines(last.line, next, gap)
  report.taken.push(next)
}

/** Whether `line` can be the next of the report. */
export function accepts(report: Draft, seen: Seen, line: Line, prose: number): boolean {
  const caller = line.origin?.caller ?? null
  const { part, slot } = seen
  // The reaper is a task of its own.
  if (report.caller !== null && caller !== null && caller !== report.caller && part !== 'reaper') return false
  if (!fits(report, seen) || (slot !== undefined && report.slots.has(slot))) return false
  // What announces a head comes right before it.
  if ((part === 'head' || part === 'vmalloc') && Math.abs(secondsBetween(report.origin, line.origin) ?? 0) > 1)
    return false
  return !isFar(report, line, prose)
}

export function isFar(report: Draft, line: Line, prose: number): boolean {
  const seconds = secondsBetween(report.origin, line.origin)
  const words = prose - report.prose
  // Stamps of two kinds are of two logs.
  if (seconds === null) return words > (isStamped(report.origin) && isStamped(line.origin) ? 0 : FEW_WORDS)
  return seconds < -2 || seconds > (words > 0 ? BURST : LONGEST_PAUSE)
}

const isStamped = (origin: Origin | null) => origin !== null && (origin.uptime ?? origin.time) !== null

function fits(report: Draft, seen: Seen): boolean {
  const { part } = seen
  const { cause, stage, slots } = report
  if (part === 'lost') return stage < STAGE.kill
  if (cause === 'slubFailure') return part === 'slubDetail'
  if (part === 'slubDetail') return false
  if (part === 'reaper') return report.killed.has(seen.pid!)
  const at = STAGE[part]
  // Only a kill has these parts.
  if (
    cause !== null &&
    cause !== 'oom' &&
    (at > TABLES || (at > STAGE.stack && at < MEM_INFO) || part === 'protection')
  )
    return false
  // After a panic the kernel prints its stack once more.
  if (slots.has('panic') && (part === 'stack' || part === 'cpu' || part === 'hardware')) return true
  if (part === 'kill') return fitsKill(report, seen)
  if (at < stage) return false
  if (part === 'head')
    return stage <= 0 && (cause === seen.cause || (cause === 'vmallocFailure' && seen.cause !== 'oom'))
  if (part === 'memInfo') return stage < MEM_INFO
  if (part === 'cpu') return !report.entries.some((entry) => entry.seen.part === 'cpu')
  if (part === 'taskTitle' || part === 'taskHead') return report.entries.at(-1)!.seen.part !== 'task'
  return true
}

/** Whether a call trace can still be the report's. */
export const wantsStack = ({ stage, slots }: Draft): boolean => stage <= STAGE.stack || slots.has('panic')

/** One report kills one process, or the members of a group; old kernels announce it first. */
function fitsKill(report: Draft, { verb, pid }: Seen): boolean {
  if (verb === 'shared') return report.announced || report.killed.size > 0
  if (report.slots.has('group')) return verb === 'killed'
  if (report.killed.size > 0) return false
  if (verb === 'announced') return !report.announced
  return report.announced || report.chosen === null || report.chosen === pid
}
