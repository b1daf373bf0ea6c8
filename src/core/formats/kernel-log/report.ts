import type { Problem } from '../../problem.ts'
import { spanOf, type Line } from '../../text/line.ts'
import { readFigure } from '../../text/number.ts'
import type { Figure, Quote } from '../../text/source.ts'
import type { Bytes } from '../../units.ts'
import { readCgroup, type ReportedCgroup } from './cgroup.ts'
import { readChosen, type Chosen } from './chosen.ts'
import { readHugePool, readNode, type HugePool, type NodeCounters } from './counters.ts'
import { functionsOf, readHardware, readRunner, type Runner } from './cpu.ts'
import { readHead, readPlaces, readVmalloc, type Head } from './head.ts'
import { readKill, type Kill } from './kill.ts'
import type { Part, Seen } from './part.ts'
import { recognise, recogniseAfter } from './recognise.ts'
import { isStack } from './stack.ts'
import { readAllocationSites, readCounts, readSlabs, type AllocationSite, type SlabRow } from './tables.ts'
import { readTasks, type Tasks } from './tasks.ts'
import { readZones, type PageSize, type ReportedZone } from './zones.ts'

/** The state of memory that every kind of report shows (mm/show_mem.c, __show_mem). Sizes in bytes. */
export interface MemInfo {
  readonly pageSize: PageSize
  /** Machine-wide totals by the kernel's names. */
  readonly mem: ReadonlyMap<string, Figure>
  readonly nodes: readonly NodeCounters[]
  /** In the order printed. A report prints only the nodes and zones that the request could use. */
  readonly zones: readonly ReportedZone[]
  readonly hugepages: readonly HugePool[]
  /** In pages. */
  readonly pages: ReadonlyMap<string, Figure>
  readonly swap: ReadonlyMap<string, Figure>
  readonly slabs: readonly SlabRow[]
  readonly allocations: readonly AllocationSite[]
}

/** Everything that the lines of a report hold, before a kind makes its record of it. */
export interface Report {
  readonly parts: ReadonlyMap<Part, readonly Line[]>
  readonly head: Head | null
  /** From the line `COMM cpuset=… mems_allowed=…` of kernels up to 4.20. */
  readonly places: Pick<Head, 'nodemask' | 'cpuset' | 'memsAllowed'>
  readonly runner: Runner
  readonly hardware: Quote | undefined
  readonly stack: readonly string[]
  readonly memInfo: MemInfo
  readonly cgroup: ReportedCgroup | null
  readonly tasks: Tasks | null
  readonly chosen: Chosen | null
  readonly kills: readonly Kill[]
  readonly problems: Problem[]
}

/** Sorts the lines of a report by what they are. */
export function partsOf(lines: readonly Line[]): Map<Part, Line[]> {
  const parts = new Map<Part, Line[]>()
  let previous: Part | null = null
  for (const line of lines) {
    const seen: Seen | null = recognise(line.text) ?? (previous === null ? null : recogniseAfter(line.text, previous))
    const part: Part | null = seen?.part ?? (isStack(line.text) ? 'stack' : null)
    if (part === null) continue
    const list = parts.get(part)
    if (list) list.push(line)
    else parts.set(part, [line])
    previous = part
  }
  return parts
}

/** Reads a report; `pageSize` is the machine's, used where the free lists don't prove it. */
export function readReport(lines: readonly Line[], pageSize: Bytes): Report {
  const problems: Problem[] = []
  const parts = partsOf(lines)
  const of = (part: Part) => parts.get(part) ?? []
  const runner = runnerOf(of('cpu'))
  const release = runner.kernel?.value ?? null
  const { zones, pageSize: proved } = readZones(
    [...of('zone'), ...of('reserve'), ...of('orders')].sort(inOrder),
    problems,
  )
  const page = proved ?? { bytes: pageSize, basis: 'assumed' as const }
  const [head] = of('head')
  const vmalloc = of('vmalloc')
  const hardware = of('hardware')[0]
  const taskHead = of('taskHead')[0] ?? null
  const chosen = of('chosen')[0]
  const lost = of('lost').find(({ text }) => !text.startsWith('message repeated'))
  if (lost) problems.push({ code: 'missing-part', span: spanOf(lost), what: lost.text })
  return {
    parts,
    head: headOf(head, vmalloc, release),
    places: of('cpuset')[0] ? readPlaces(of('cpuset')[0]!) : {},
    runner,
    hardware: hardware && readHardware(hardware),
    stack: functionsOf(of('stack')),
    memInfo: {
      pageSize: page,
      mem: readTotals(of('totals'), page.bytes),
      nodes: of('node').flatMap((line) => readNode(line, problems) ?? []),
      zones,
      hugepages: of('hugepages').map((line) => readHugePool(line, problems)),
      ...readCounts(of('count')),
      slabs: readSlabs(of('slab')),
      allocations: readAllocationSites(of('profile')),
    },
    cgroup: readCgroup(
      [...of('limit'), ...of('usage'), ...of('statHead'), ...of('stat'), ...of('protection')].sort(inOrder),
      problems,
    ),
    tasks: readTasks(taskHead, of('task'), page.bytes, problems),
    chosen: chosen ? readChosen(chosen) : null,
    kills: of('kill').flatMap((line) => readKill(line, problems) ?? []),
    problems,
  }
}

/** The request; what vmalloc wanted, and that addresses were short, stands on lines of its own before it. */
function headOf(head: Line | undefined, vmalloc: readonly Line[], release: string | null): Head | null {
  const first = head ?? vmalloc[0]
  return first ? Object.assign({}, readHead(first, release), ...vmalloc.map(readVmalloc)) : null
}

/** Lines of one message share a number: a stable sort keeps them as they stood. */
const inOrder = (a: Line, b: Line) => a.number - b.number || a.from - b.from

/** The first line that tells; a panic prints another. */
function runnerOf(lines: readonly Line[]): Runner {
  const runners = lines.map(readRunner)
  return runners.find(({ pid }) => pid) ?? runners[0] ?? {}
}

const TOTAL = /(?<![\w-])([A-Za-z_][\w-]*):\s*(\d+)(?![\w.])/g

/** ` active_file:252 inactive_file:0`: pages, except where a unit follows. */
function readTotals(lines: readonly Line[], pageSize: Bytes): Map<string, Figure> {
  const totals = new Map<string, Figure>()
  for (const line of lines) {
    for (const match of line.text.matchAll(TOTAL)) {
      const [whole, key, digits] = match
      const end = match.index + whole.length
      const figure = readFigure(line, end - digits!.length, end, pageSize)
      // From 2.6.28 to 2.6.31 the line begins with a capital.
      const name = key === 'Active_anon' ? 'active_anon' : key!
      if (figure && !totals.has(name)) totals.set(name, { ...figure, span: spanOf(line, match.index, end) })
    }
  }
  return totals
}
