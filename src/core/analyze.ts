import { failuresOf } from './allocation/failure.ts'
import { freeLists } from './allocation/free-lists.ts'
import { zoneStates } from './allocation/zone-states.ts'
import { coverageOf, type Coverage } from './coverage.ts'
import { coursesOf, type Course } from './course/course.ts'
import { diagnose, type Finding } from './findings/diagnose.ts'
import { cut } from './formats/cut.ts'
import { cgroupBooks } from './ledger/cgroup.ts'
import { crossChecks } from './ledger/cross-checks.ts'
import { definitions } from './ledger/definitions.ts'
import { hostLedger } from './ledger/host.ts'
import { nodeLedgers } from './ledger/node.ts'
import type { Books } from './ledger/books.ts'
import { partOf, type Progress } from './text/progress.ts'
import { machineOf, type Machine } from './snapshot/machine.ts'
import type { Moment } from './snapshot/moment.ts'
import { readAll, type AnyRecord } from './snapshot/record.ts'
import { assemble, type Snapshot } from './snapshot/snapshot.ts'
import { interventionsIn, type Intervention } from './text/intervention.ts'
import { linesOf } from './text/lines.ts'
import type { Source } from './text/source.ts'

/** All that the core concludes from what the reader handed in. Plain data: it survives `structuredClone`. */
export interface Report {
  readonly sources: readonly { readonly name: string; readonly characters: number; readonly lines: number }[]
  readonly records: readonly AnyRecord[]
  readonly moments: readonly Moment[]
  /** Commands between the dumps that changed what the later ones show. */
  readonly interventions: readonly Intervention[]
  /** Most important first; findings[0] is the verdict. */
  readonly findings: readonly Finding[]
  /** What went up and down over time. */
  readonly courses: readonly Course[]
  readonly coverage: readonly Coverage[]
  /** Not all of the case arrived: what is missing may change everything, and nothing tells that the machine is well. */
  readonly partial: boolean
}

/** The whole product in one function: text → lines → segments → records → snapshots → ledgers → findings. */
export function analyze(sources: readonly Source[], partial = false, progress: Progress = () => undefined): Report {
  const { records, interventions } = read(sources, partOf(progress, 0, 0.8))
  const snapshots = assemble(
    records,
    sources.map((source) => source.name),
    interventions,
  )
  const balanced = momentsOf(records)
  const booked = partOf(progress, 0.8, 0.95)
  const moments = snapshots.map((snapshot, index) => {
    booked(index / snapshots.length)
    return balanced(snapshot)
  })
  const courses = coursesOf({ moments, records, interventions })
  const coverage = sources.map((each, source) => coverageOf(source, each, records))
  return {
    sources: sources.map(({ name, text }, index) => ({
      name,
      characters: text.length,
      lines: coverage[index]!.lines,
    })),
    records,
    moments,
    interventions,
    findings: diagnose({ moments, records, interventions, courses }, partial),
    courses,
    coverage,
    partial,
  }
}

/** What the texts hold. The lines, which need more memory than all else, are let go of before the books are made. */
function read(sources: readonly Source[], progress: Progress): Pick<Report, 'records' | 'interventions'> {
  const part = (index: number, from: number, to: number) =>
    partOf(partOf(progress, from, to), index / sources.length, (index + 1) / sources.length)
  const lines = sources.map((source, index) => linesOf(source, index, part(index, 0, 0.4)))
  const segments = lines.flatMap((list, index) => cut(list, part(index, 0.4, 0.8)))
  const assumed = readAll(segments)
  const pageSize = machineOf(assumed).pageSize.value
  // Files that count in pages were read as those of 4 KiB until the paste told otherwise.
  const records = pageSize === 4096 ? assumed : readAll(segments, pageSize)
  return { records, interventions: lines.flatMap(interventionsIn) }
}

/** Balances the books of snapshots. What their own records don't tell, those of the same host elsewhere in the paste do. */
function momentsOf(records: readonly AnyRecord[]): (snapshot: Snapshot) => Moment {
  const machines = new Map<string | null, Machine>()
  const ofHost = (host: string | null) =>
    machines.get(host) ??
    machines
      .set(host, machineOf(records.filter((record) => record.host === null || host === null || record.host === host)))
      .get(host)!
  const zoneDumps = records.filter(({ kind }) => kind === 'buddyinfo' || kind === 'zoneinfo')
  return (snapshot) => {
    const machine = machineOf(snapshot.records, ofHost(snapshot.host))
    const pageSize = machine.pageSize.value
    const cgroups = cgroupBooks(snapshot)
    const failures = failuresOf(snapshot, machine, zoneDumps)
    const books: Books = {
      ...snapshot,
      machine,
      ledger: hostLedger(snapshot, machine),
      ledgers: [
        ...nodeLedgers(snapshot, machine),
        ...cgroups.map((book) => book.ledger),
        ...failures.flatMap(({ ledger, cgroup }) => ledger ?? cgroup?.ledger ?? []),
      ],
      cgroups,
      zones: freeLists(snapshot, pageSize),
      zoneStates: zoneStates(snapshot, pageSize),
      failures,
    }
    return { ...books, crossChecks: crossChecks(books), definitions: definitions(books) }
  }
}
