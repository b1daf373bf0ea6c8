import type { DataOf, FormatId } from '../formats/index.ts'
import { samePlain } from '../facts/plain-value.ts'
import type { Intervention } from '../text/intervention.ts'
import { grouped, indexFrom, once } from '../lookup.ts'
import { sum } from '../units.ts'
import type { AnyRecord, RecordOf } from './record.ts'

/** One machine at one moment, as far as the dumps tell. A kind that is not there was not pasted; it is not zero. */
export interface Snapshot {
  readonly index: number
  /** The moment's time as printed, else the file's name, else its number. */
  readonly label: string
  readonly time: string | null
  readonly host: string | null
  readonly records: readonly AnyRecord[]
}

/** Rules ask for kinds by the hundred. */
const kindsOf = once((records: readonly AnyRecord[]) => grouped(records, ({ kind }) => kind))
const idsOf = once((records: readonly AnyRecord[]) => new Map(records.map((record) => [record.id, record])))

/** The record with an id (`oom[12]`), at once: a log can hold thousands. */
export const recordWithId = ({ records }: Pick<Snapshot, 'records'>, id: string): AnyRecord | undefined =>
  idsOf(records).get(id)

/** The records of one kind in a snapshot, in the order of the paste. */
export function recordsOf<Id extends FormatId>(snapshot: Pick<Snapshot, 'records'>, kind: Id): readonly RecordOf<Id>[] {
  // The list under a kind holds records of that kind alone.
  return (kindsOf(snapshot.records).get(kind) ?? []) as unknown as readonly RecordOf<Id>[]
}

/** The record of one kind about the host (or about `subject`); the last one where identical tables repeat. */
export function recordOf<Id extends FormatId>(
  snapshot: Pick<Snapshot, 'records'>,
  kind: Id,
  subject = '',
): RecordOf<Id> | undefined {
  return recordsOf(snapshot, kind).findLast((record) => record.subject === subject)
}

/** The data of `recordOf`. */
export function dataOf<Id extends FormatId>(
  snapshot: Pick<Snapshot, 'records'>,
  kind: Id,
  subject = '',
): DataOf<Id> | undefined {
  return recordOf(snapshot, kind, subject)?.data
}

interface Open {
  readonly index: number
  host: string | null
  readonly source: number
  readonly records: AnyRecord[]
  /** The last picture of each kind and subject. */
  readonly pictures: Map<string, AnyRecord>
  lastPicture: AnyRecord | null
}

/**
 * Sorts records into moments. The same kind of the same subject a second time, with other values, is the next moment
 * (the same values are the same table printed twice); so is another source, and another host: each host of a log has
 * moments of its own, however its lines are mixed with the others'. A command between two dumps that changes what they
 * show (`drop_caches`) parts them too.
 */
export function assemble(
  records: readonly AnyRecord[],
  names: readonly string[],
  interventions: readonly Intervention[] = [],
): Snapshot[] {
  const moments: Open[] = []
  const eras = erasOf(interventions)
  const latest = new Map<number, Latest>()
  for (const record of records) {
    const { source, host } = record
    const last: Latest = latest.get(source) ?? { any: null, unnamed: [], named: new Map() }
    latest.set(source, last)
    let moment = latestOf(last, host)
    if (moment === null || !joins(record, moment, eras)) {
      moment = { index: moments.length, host: null, source, records: [], pictures: new Map(), lastPicture: null }
      moments.push(moment)
      last.any = moment
      last.unnamed.push(moment)
    }
    if (moment.host === null && host !== null) {
      moment.host = host
      last.unnamed.pop()
    }
    if (moment.host !== null) last.named.set(moment.host, moment)
    moment.records.push(record)
    if (isPicture(record)) {
      moment.pictures.set(pictureOf(record), record)
      moment.lastPicture = record
    }
  }
  return moments.map(({ host, source, records: list }, index) => {
    const time = timeOf(list)
    const label = time ?? (names.length > 1 ? names[source]! : `#${index + 1}`)
    return { index, label, time, host, records: list }
  })
}

/** The latest moments of a source: of all, of those that name no host yet, of each host. */
interface Latest {
  any: Open | null
  readonly unnamed: Open[]
  readonly named: Map<string, Open>
}

/** The latest moment that can be a host's: a record without a host may be anyone's, a moment without one too. */
function latestOf({ any, unnamed, named }: Latest, host: string | null): Open | null {
  if (host === null) return any
  const [nobodys, own] = [unnamed.at(-1), named.get(host)]
  if (nobodys === undefined || own === undefined) return nobodys ?? own ?? null
  return nobodys.index > own.index ? nobodys : own
}

/** When a moment was: what `date` printed, else the first log time of a picture; an event has a time of its own. */
function timeOf(records: readonly AnyRecord[]): string | null {
  const pictures = records.filter(({ role }) => role !== 'event')
  const dated = pictures.find((record) => record.kind === 'date')
  return (
    dated?.data.text.value ?? (pictures.length > 0 ? pictures : records).find(({ time }) => time !== null)?.time ?? null
  )
}

function joins(record: AnyRecord, moment: Open, eraOf: (record: AnyRecord) => number): boolean {
  if (!isPicture(record)) return true
  const twin = moment.pictures.get(pictureOf(record))
  if (twin !== undefined) return sameData(twin, record)
  const before = moment.lastPicture
  return before === null || (eraOf(before) === eraOf(record) && !isLater(record, before, moment))
}

const isPicture = ({ role }: AnyRecord) => role === 'state' || role === 'selection'

/** What a picture is of; of a selection, with the command that made it. */
const pictureOf = ({ kind, subject, role, context }: AnyRecord) =>
  `${kind} ${subject} ${role === 'selection' ? (context.heading?.command ?? '') : ''}`

const sameData = (a: AnyRecord, b: AnyRecord) => samePlain(a.data, b.data)

/** How many interventions of its source stand above a record. */
function erasOf(interventions: readonly Intervention[]): (record: AnyRecord) => number {
  const bySource = grouped(interventions, ({ span }) => span.source)
  return ({ source, ranges }) => indexFrom(bySource.get(source) ?? [], ranges[0]?.[0] ?? 0, ({ span }) => span.line)
}

/** Two dumps this far apart in a text were not printed by one command line. */
const APART = 5
/** `free` and meminfo of one moment agree to far less than this share of the total. */
const ANOTHER_PICTURE = 0.05

/**
 * Whether `free` or meminfo shows another picture than its counterpart further up: an article that ends on 'and now it
 * looks like this' prints one of them alone. Printed together, a disagreement is a contradiction that a finding names.
 */
function isLater(record: AnyRecord, before: AnyRecord, { pictures }: Open): boolean {
  if (record.kind !== 'free' && record.kind !== 'meminfo') return false
  if (firstLine(record) - lastLine(before) < APART) return false
  const both = [...pictures.values(), record]
  const free = recordOf({ records: both }, 'free')?.data.mem
  const fields = recordOf({ records: both }, 'meminfo')?.data.fields
  const total = fields?.get('MemTotal')?.value
  if (!free || !fields || !total) return false
  const cache = ['Buffers', 'Cached', 'SReclaimable'].map((name) => fields.get(name)?.value)
  const pairs = [
    [free.free?.value, fields.get('MemFree')?.value],
    [free.available?.value, fields.get('MemAvailable')?.value],
    [free.buffCache?.value, cache.every((each) => each !== undefined) ? sum(cache) : undefined],
  ] as const
  return pairs.some(([a, b]) => a !== undefined && b !== undefined && Math.abs(a - b) > ANOTHER_PICTURE * total)
}

const firstLine = ({ headingLine, ranges }: AnyRecord) => headingLine ?? ranges[0]?.[0] ?? 0
const lastLine = ({ ranges }: AnyRecord) => ranges.at(-1)?.[1] ?? 0
