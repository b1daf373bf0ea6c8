import type { DataOf, FormatId } from '../formats/index.ts'
import { plainValue } from '../facts/plain-value.ts'
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

/** The records of one kind in a snapshot, in the order of the paste. */
export function recordsOf<Id extends FormatId>(snapshot: Pick<Snapshot, 'records'>, kind: Id): RecordOf<Id>[] {
  return snapshot.records.filter(
    (record): record is Extract<AnyRecord, { kind: Id }> & RecordOf<Id> => record.kind === kind,
  )
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
  time: string | null
  host: string | null
  source: number
  records: AnyRecord[]
}

/**
 * Sorts records into moments. The same kind of the same subject a second time, with other values, is the next moment
 * (the same values are the same table printed twice); so is another source, and another host.
 */
export function assemble(records: readonly AnyRecord[], names: readonly string[]): Snapshot[] {
  const moments: Open[] = []
  let current: Open | null = null
  for (const record of records) {
    if (current === null || current.source !== record.source || !joins(record, current)) {
      current = { time: null, host: null, source: record.source, records: [] }
      moments.push(current)
    }
    current.records.push(record)
    current.time ??= record.kind === 'date' ? record.data.text.value : record.time
    current.host ??= record.host
  }
  return moments.map(({ time, host, source, records: list }, index) => ({
    index,
    label: time ?? (names.length > 1 ? names[source]! : `#${index + 1}`),
    time,
    host,
    records: list,
  }))
}

function joins(record: AnyRecord, moment: Open): boolean {
  if (record.host !== null && moment.host !== null && record.host !== moment.host) return false
  if (record.role !== 'state') return true
  const twin = moment.records.findLast((each) => each.kind === record.kind && each.subject === record.subject)
  return twin === undefined || sameData(twin, record)
}

const sameData = (a: AnyRecord, b: AnyRecord) =>
  JSON.stringify(plainValue(a.data)) === JSON.stringify(plainValue(b.data))
