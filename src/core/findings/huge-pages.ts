import type { Moment } from '../snapshot/moment.ts'
import { once } from '../lookup.ts'
import { dataOf } from '../snapshot/snapshot.ts'
import type { Figure } from '../text/source.ts'
import { bytes, type Bytes } from '../units.ts'
import { booksOf, evidenceOf } from './figures.ts'
import type { Case, Evidence } from './rule.ts'

/** The pools of huge pages of a machine, as far as meminfo or an excerpt of it (`grep Huge`) shows them. */
export interface HugePages {
  readonly moment: Moment
  /** RAM of the machine; null where the paste does not hold it. */
  readonly ram: Bytes | null
  /** The pool of the default size. */
  readonly size: Figure<Bytes>
  readonly total: Figure
  readonly free: Figure | null
  /** Promised to mappings that have not touched them yet; inside `free`. */
  readonly reserved: Figure | null
  /** All sizes together; printed from 4.16 on. */
  readonly all: Figure<Bytes> | null
  readonly evidence: Evidence
}

/** The huge pages of every moment whose paste holds them. */
export const hugePagesOf = ({ moments }: Case): readonly HugePages[] => hugePagesIn(moments)

const hugePagesIn = once((moments: Case['moments']) =>
  moments.flatMap((moment): HugePages[] => {
    const fields = (dataOf(moment, 'meminfo') ?? dataOf(moment, 'meminfoExcerpt'))?.fields
    const total = fields?.get('HugePages_Total')
    const size = fields?.get('Hugepagesize')
    if (!fields || !total || !size) return []
    const [free, reserved, all] = ['HugePages_Free', 'HugePages_Rsvd', 'Hugetlb'].map((name) => fields.get(name))
    const book = booksOf(moment).at(0)
    return [
      {
        moment,
        ram: book ? bytes(book.total.bytes) : null,
        size,
        total,
        free: free ?? null,
        reserved: reserved ?? null,
        all: all ?? null,
        evidence: evidenceOf(total, free, reserved, size, all),
      },
    ]
  }),
)
