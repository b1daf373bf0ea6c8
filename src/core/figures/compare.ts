import type { ZoneFree } from '../allocation/free-lists.ts'
import type { Account, AccountId, Ledger, Scope } from '../ledger/account.ts'
import type { Moment } from '../snapshot/moment.ts'
import type { AnyRecord } from '../snapshot/record.ts'
import type { Figure, Span } from '../text/source.ts'

/** A quantity at two moments; null where that moment's paste does not hold it. */
export interface Change {
  readonly before: number | null
  readonly after: number | null
  /** after − before, where both are known. */
  readonly change: number | null
  readonly evidence: readonly Span[]
}

/** One line of the bridge from one book to the other. */
export interface AccountChange extends Change {
  readonly id: AccountId | 'total' | 'unaccounted'
}

export interface LedgerChange {
  readonly scope: Scope
  /** What changed most comes first; the total stands above, what is unaccounted below. */
  readonly rows: readonly AccountChange[]
}

export interface ZoneChange {
  readonly node: number
  readonly zone: string
  readonly before: ZoneFree
  readonly after: ZoneFree
}

/** Two files of the same kind about the same thing, key by key. */
export interface KeyedChange {
  readonly kind: string
  readonly subject: string
  readonly rows: readonly (Change & { readonly key: string })[]
}

/** All that two moments have in common, set side by side. */
export interface Comparison {
  readonly ledgers: readonly LedgerChange[]
  readonly zones: readonly ZoneChange[]
  readonly keyed: readonly KeyedChange[]
}

/** What changed from one moment to another. */
export function compare(before: Moment, after: Moment): Comparison {
  const books = ({ ledger, ledgers }: Moment) => (ledger ? [ledger, ...ledgers] : ledgers)
  return {
    ledgers: books(after).flatMap((book) => {
      const other = books(before).find((each) => sameScope(each.scope, book.scope))
      return other ? [ledgerChange(other, book)] : []
    }),
    zones: after.zones.flatMap((zone) => {
      const other = before.zones.find((each) => each.node === zone.node && each.zone === zone.zone)
      return other ? [{ node: zone.node, zone: zone.zone, before: other, after: zone }] : []
    }),
    keyed: after.records.flatMap((record) => {
      const fields = fieldsOf(record)
      const other = before.records.findLast((each) => each.kind === record.kind && each.subject === record.subject)
      const earlier = other && fieldsOf(other)
      return fields && earlier && record.role === 'state' ? [keyedChange(record, earlier, fields)] : []
    }),
  }
}

const sameScope = (a: Scope, b: Scope) => a.kind !== 'report' && JSON.stringify(a) === JSON.stringify(b)

function ledgerChange(before: Ledger, after: Ledger): LedgerChange {
  const ids = [...new Set([...before.accounts, ...after.accounts].map(({ id }) => id))]
  const rows = ids.map((id) => ({ id, ...change(sumOf(before, id), sumOf(after, id)) }))
  rows.sort((a, b) => Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0))
  return {
    scope: after.scope,
    rows: [
      {
        id: 'total',
        ...change(
          { value: before.total.bytes, spans: before.total.evidence },
          { value: after.total.bytes, spans: after.total.evidence },
        ),
      },
      ...rows,
      {
        id: 'unaccounted',
        ...change({ value: before.residual.bytes, spans: [] }, { value: after.residual.bytes, spans: [] }),
      },
    ],
  }
}

interface Known {
  readonly value: number
  readonly spans: readonly Span[]
}

/** All accounts of an id as one: a book may hold several by name. */
function sumOf(ledger: Ledger, id: AccountId): Known | null {
  const accounts = ledger.accounts.filter((account: Account) => account.id === id)
  if (accounts.length === 0) return null
  return {
    value: accounts.reduce((sum, { bytes }) => sum + bytes, 0),
    spans: accounts.flatMap(({ evidence }) => evidence),
  }
}

const change = (before: Known | null, after: Known | null): Change => ({
  before: before?.value ?? null,
  after: after?.value ?? null,
  change: before && after ? after.value - before.value : null,
  evidence: [...(before?.spans ?? []), ...(after?.spans ?? [])],
})

/** The keys of a record that is a list of them (meminfo, memory.stat, vmstat). */
function fieldsOf(record: AnyRecord): ReadonlyMap<string, Figure> | null {
  const data: unknown = record.data
  return typeof data === 'object' && data !== null && 'fields' in data && data.fields instanceof Map
    ? data.fields
    : null
}

function keyedChange(
  record: AnyRecord,
  before: ReadonlyMap<string, Figure>,
  after: ReadonlyMap<string, Figure>,
): KeyedChange {
  const known = (figure: Figure | undefined): Known | null =>
    figure ? { value: figure.value, spans: [figure.span] } : null
  const keys = [...new Set([...after.keys(), ...before.keys()])]
  return {
    kind: record.kind,
    subject: record.subject,
    rows: keys.map((key) => ({ key, ...change(known(before.get(key)), known(after.get(key))) })),
  }
}
