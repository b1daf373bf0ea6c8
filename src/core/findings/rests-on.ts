import type { AnyRecord } from '../snapshot/record.ts'
import { recordWithId } from '../snapshot/snapshot.ts'
import type { Finding } from './diagnose.ts'

interface Told {
  readonly records: readonly AnyRecord[]
  readonly findings: readonly Finding[]
}

/** Whether the verdict has evidence in a record. */
export function restsOn({ records, findings: [verdict] }: Told, id: string): boolean {
  const record = recordWithId({ records }, id)
  if (!record || !verdict) return false
  return verdict.evidence.some(
    ({ source, line }) =>
      source === record.source && record.ranges.some(([first, last]) => first <= line && line <= last),
  )
}
