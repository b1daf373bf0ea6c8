import type { Moment } from '../snapshot/moment.ts'
import { once } from '../lookup.ts'
import { recordOf, recordsOf } from '../snapshot/snapshot.ts'
import type { Figure, Span } from '../text/source.ts'
import type { Case } from './rule.ts'
import { hoursBetween } from './series.ts'

/** Events that /proc/vmstat counted: between two moments, or, where there is but one, since boot. */
export interface Counters {
  /** The later moment. */
  readonly moment: Moment
  /** Seconds in which they were counted; null where the paste does not tell. */
  readonly seconds: number | null
  readonly sinceBoot: boolean
  /** The sum of the counters whose name matches; null where none is printed. */
  count(name: RegExp): { readonly value: number; readonly evidence: readonly Span[] } | null
}

type Fields = ReadonlyMap<string, Figure>

/** Counters of every pair of neighbours that both hold /proc/vmstat, and of a single one since boot. */
export const countersOf = ({ moments }: Case): readonly Counters[] => countersIn(moments)

const countersIn = once((moments: Case['moments']): readonly Counters[] => {
  const tables = moments.flatMap((moment) => {
    const fields = recordOf(moment, 'vmstat')?.data.fields
    return fields ? [{ moment, fields }] : []
  })
  if (tables.length === 1) {
    const [{ moment, fields }] = tables as [(typeof tables)[0]]
    return [{ moment, seconds: null, sinceBoot: true, count: (name) => counted(fields, null, name) }]
  }
  return tables.slice(1).flatMap(({ moment, fields }, index) => {
    const before = tables[index]!
    if (before.moment.host !== moment.host) return []
    const hours = hoursBetween(before.moment, moment)
    return [
      {
        moment,
        seconds: hours === null ? null : hours * 3600,
        sinceBoot: false,
        count: (name: RegExp) => counted(fields, before.fields, name),
      },
    ]
  })
})

function counted(fields: Fields, before: Fields | null, name: RegExp) {
  const evidence: Span[] = []
  let [value, found] = [0, false]
  for (const [key, figure] of fields) {
    const earlier = before?.get(key)
    if (!name.test(key) || (before && !earlier)) continue
    found = true
    // A counter that fell was reset by a reboot: what it shows happened since.
    value += earlier && earlier.value <= figure.value ? figure.value - earlier.value : figure.value
    evidence.push(figure.span)
    if (earlier) evidence.push(earlier.span)
  }
  return found ? { value, evidence } : null
}

/** Bytes a second to and from swap as `vmstat N` measured them; its first line is the average since boot, and left out. */
export function swapRateAt(moment: Moment): { readonly rate: number; readonly evidence: readonly Span[] } | null {
  const samples = recordsOf(moment, 'vmstatCommand').flatMap(({ data }) => data.samples.slice(1))
  const rates = samples.flatMap(({ fields, span }) => {
    const [into, out] = [fields.get('si'), fields.get('so')]
    return into === undefined || out === undefined ? [] : [{ rate: into + out, span }]
  })
  if (rates.length === 0) return null
  return {
    rate: rates.reduce((sum, { rate }) => sum + rate, 0) / rates.length,
    evidence: rates.map(({ span }) => span),
  }
}
