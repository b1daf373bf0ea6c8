import { once } from '../lookup.ts'
import type { AnyRecord } from '../snapshot/record.ts'
import type { Finding } from './diagnose.ts'

interface Told {
  readonly records: readonly AnyRecord[]
  readonly findings: readonly Finding[]
}

/** The ids of the records that hold evidence of the verdict. */
const underVerdict = once(({ records, findings: [verdict] }: Told): ReadonlySet<string> => {
  const holds = (record: AnyRecord) =>
    verdict?.evidence.some(
      ({ source, line }) =>
        source === record.source && record.ranges.some(([first, last]) => first <= line && line <= last),
    )
  return new Set(records.filter(holds).map(({ id }) => id))
})

/** Whether the verdict has evidence in a record. */
export const restsOn = (told: Told, id: string): boolean => underVerdict(told).has(id)
