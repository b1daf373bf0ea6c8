import type { Account, AccountId, Amount, Ledger, Scope } from '../ledger/account.ts'
import type { AnyRecord } from '../snapshot/record.ts'
import type { Figure, Span } from '../text/source.ts'
import { MIB } from '../units.ts'
import { byChange, type Change } from './change.ts'
import { aboutOf, booksOf, type Side } from './side.ts'

/** One account on the way from the one book to the other. */
export interface BridgeStep extends Change {
  /** Unique in its bridge. */
  readonly key: string
  readonly id: AccountId | 'unaccounted'
  /** A name below the account's own. */
  readonly name: string | null
  readonly before: number
  readonly after: number
  readonly change: number
  /** Where the step begins and ends, in bytes from the total before: each begins where the last one ended. */
  readonly from: number
  readonly to: number
  /** Where the two pastes print it in different fields, how each was read: part of the change can come from that. */
  readonly formulas: readonly [before: string, after: string] | null
}

/** An account that one of the two pastes alone can tell. In the other it is somewhere in what is unaccounted. */
export interface Untold {
  readonly id: AccountId
  readonly name: string | null
  readonly knownTo: 'before' | 'after'
  readonly bytes: number
  readonly evidence: readonly Span[]
}

/** From one book to the other: the changes of `steps` add up to the change of the total exactly. */
export interface Bridge {
  readonly scope: Scope
  /** Whose book the earlier one is, which can be a report's or another group's. */
  readonly was: Scope
  readonly before: Amount
  readonly after: Amount
  /** What changed most comes first; what is unaccounted is a step like the others. */
  readonly steps: readonly BridgeStep[]
  /** Accounts without a step: their bytes are in the unaccounted step, on both sides. */
  readonly untold: readonly Untold[]
  /** What books of this size move by between two looks. */
  readonly noise: number
}

/** Counters are read without locks and each CPU keeps some pages back, so that the thousandth part says nothing. */
const noiseOf = (total: number) => Math.max(MIB, total / 1000)

/** The bridges between all books that two sides have in common: the machine, its nodes, its control groups. */
export function bridges(before: Side, after: Side): Bridge[] {
  const [was, is] = [booksOf(before), booksOf(after)]
  const earlier = new Map(was.map((book) => [aboutOf(book), book]))
  const found = is.flatMap((book) => {
    const other = earlier.get(aboutOf(book))
    return other ? [bridge(other, book, before.moment.records, after.moment.records)] : []
  })
  const [one, two] = [loneGroup(was), loneGroup(is)]
  if (one && two && aboutOf(one) !== aboutOf(two) && sameVersion(one.scope, two.scope)) {
    found.push(bridge(one, two, before.moment.records, after.moment.records))
  }
  return found
}

/** The only control group of a side: a container that was made anew has another path, and is what the reader means. */
function loneGroup(books: readonly Ledger[]): Ledger | null {
  const [first, ...others] = books.filter(({ scope }) => scope.kind === 'cgroup')
  return first && others.length === 0 ? first : null
}

const sameVersion = (a: Scope, b: Scope) => a.kind === 'cgroup' && b.kind === 'cgroup' && a.version === b.version

/** From one book to another. `records` are those that each was read from. */
export function bridge(
  before: Ledger,
  after: Ledger,
  recordsBefore: readonly AnyRecord[],
  recordsAfter: readonly AnyRecord[],
): Bridge {
  const [was, is] = [sumsOf(before), sumsOf(after)]
  const untold: Untold[] = []
  const steps: Omit<BridgeStep, 'from' | 'to'>[] = []
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const one = was.get(key) ?? (isEmpty(is.get(key)!, recordsAfter, recordsBefore) ? ZERO : null)
    const two = is.get(key) ?? (isEmpty(was.get(key)!, recordsBefore, recordsAfter) ? ZERO : null)
    const { id, name } = (is.get(key) ?? was.get(key))!
    if (one && two) {
      steps.push({
        key,
        id,
        name,
        before: one.bytes,
        after: two.bytes,
        change: two.bytes - one.bytes,
        evidence: [...one.evidence, ...two.evidence],
        formulas: one !== ZERO && two !== ZERO && one.formula !== two.formula ? [one.formula, two.formula] : null,
      })
    } else {
      const known = (one ?? two)!
      const knownTo = one ? 'before' : 'after'
      untold.push({ id, name, knownTo, bytes: known.bytes, evidence: known.evidence })
    }
  }
  steps.push(unaccounted(before, after, untold))
  steps.sort(byChange)
  let at = 0
  return {
    scope: after.scope,
    was: before.scope,
    before: before.total,
    after: after.total,
    steps: steps.map((step) => ({ ...step, from: at, to: (at += step.change) })),
    untold: untold.filter(({ bytes }) => bytes > 0),
    noise: noiseOf(Math.max(before.total.bytes, after.total.bytes)),
  }
}

/** What no account holds that both know. So both rests are of one kind, whatever else either paste could tell. */
function unaccounted(before: Ledger, after: Ledger, untold: readonly Untold[]): Omit<BridgeStep, 'from' | 'to'> {
  const rest = (ledger: Ledger, side: Untold['knownTo']) =>
    untold.reduce((sum, each) => (each.knownTo === side ? sum + each.bytes : sum), ledger.residual.bytes as number)
  const [was, is] = [rest(before, 'before'), rest(after, 'after')]
  return {
    key: 'unaccounted',
    id: 'unaccounted',
    name: null,
    before: was,
    after: is,
    change: is - was,
    evidence: [...before.total.evidence, ...after.total.evidence, ...untold.flatMap(({ evidence }) => evidence)],
    formulas: null,
  }
}

/** All accounts of one id and name as one. */
interface Sum {
  readonly id: AccountId
  readonly name: string | null
  readonly bytes: number
  readonly formula: string
  readonly evidence: readonly Span[]
}

const ZERO: Pick<Sum, 'bytes' | 'formula' | 'evidence'> = { bytes: 0, formula: '', evidence: [] }

function sumsOf({ accounts }: Ledger): Map<string, Sum> {
  const sums = new Map<string, Sum>()
  for (const { id, name = null, bytes, formula = '', evidence } of accounts satisfies readonly Account[]) {
    const key = name === null ? id : `${id}/${name}`
    const sum = sums.get(key)
    sums.set(key, {
      id,
      name,
      bytes: (sum?.bytes ?? 0) + bytes,
      formula,
      evidence: sum ? [...sum.evidence, ...evidence] : evidence,
    })
  }
  return sums
}

/**
 * Whether the other paste prints an account's fields, and prints zero: a book leaves such an account out where it is a rare
 * one. VmallocUsed is zero from 4.4 to 5.2 and means nothing there (mm/vmalloc.c, get_vmalloc_info).
 */
function isEmpty(sum: Sum, own: readonly AnyRecord[], other: readonly AnyRecord[]): boolean {
  if (sum.id === 'vmalloc') return false
  const places = new Set(sum.evidence.map(({ source, from }) => `${source} ${from}`))
  const fields = own.flatMap((record) =>
    [...(fieldsOf(record) ?? [])]
      .filter(([, { span }]) => places.has(`${span.source} ${span.from}`))
      .map(([key]) => ({ record, key })),
  )
  return (
    fields.length > 0 &&
    fields.every(({ record, key }) =>
      other.some(
        (each) => each.kind === record.kind && each.subject === record.subject && fieldsOf(each)?.get(key)?.value === 0,
      ),
    )
  )
}

/** The keys of a record that is a list of them (meminfo, memory.stat, vmstat). */
export function fieldsOf({ kind, data }: AnyRecord): ReadonlyMap<string, Figure> | null {
  // Some settings are lists of numbers, and none is a quantity.
  return kind !== 'sysctl' && 'fields' in data && data.fields instanceof Map
    ? (data.fields as ReadonlyMap<string, Figure>)
    : null
}
