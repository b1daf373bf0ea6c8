import type { Moment } from '../snapshot/moment.ts'
import { recordsOf } from '../snapshot/snapshot.ts'
import type { Stall } from '../formats/pressure/pressure.ts'
import type { Figure } from '../text/source.ts'

/** A figure of the host's /proc/pressure/memory, in percent. */
export function pressureOf(moment: Moment, kind: 'some' | 'full', span: keyof Stall): Figure | undefined {
  for (const { data } of recordsOf(moment, 'pressure')) {
    if (data.resource === 'memory' && (data.path === undefined || data.path.startsWith('/proc/')))
      return data[kind]?.[span]
  }
  return undefined
}
