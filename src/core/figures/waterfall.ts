import { owners, type Owner } from '../language/terms.ts'
import type { Account, AccountId, Ledger } from '../ledger/account.ts'
import type { Span } from '../text/source.ts'

/** One bar of a ledger lying on its side: where it begins and ends between 0 and the total, in bytes. */
export interface Step {
  /** Unique in its ledger: `anon`, `anon/anon-huge`, `unaccounted`. */
  readonly key: string
  readonly kind: 'total' | 'account' | 'owner' | 'part' | 'residual'
  readonly id: AccountId | Owner | 'total' | 'unaccounted'
  /** A name below the account's own. */
  readonly name: string | null
  readonly bytes: number
  readonly from: number
  readonly to: number
  /** Of the total. */
  readonly share: number
  readonly basis: Account['basis'] | null
  readonly formula: string | null
  readonly evidence: readonly Span[]
  /** What lies inside; never added again. */
  readonly parts: readonly Step[]
}

/** A ledger as steps: the total, each account where the one before it ended, free memory last, and what is left. */
export function waterfall(ledger: Ledger): Step[] {
  return [totalStep(ledger), ...accountSteps(freeLast(ledger.accounts), ledger), residualStep(ledger)]
}

/** The accounts in the order in which a ledger is read. */
export const freeLast = (accounts: readonly Account[]): Account[] => [
  ...accounts.filter((account) => !isFree(account)),
  ...accounts.filter(isFree),
]

/** The same with the accounts gathered by owner. */
export function waterfallByOwner(ledger: Ledger): Step[] {
  const groups = new Map<Owner, Account[]>()
  for (const account of ledger.accounts) {
    const owner = owners[account.id]
    groups.set(owner, [...(groups.get(owner) ?? []), account])
  }
  const ordered = ORDER.flatMap((owner) => groups.get(owner) ?? [])
  const steps = accountSteps(ordered, ledger)
  return [
    totalStep(ledger),
    ...ORDER.flatMap((owner) => {
      const parts = steps.filter((step) => step.kind === 'account' && owners[step.id as AccountId] === owner)
      const [first] = parts
      if (!first) return []
      const bytes = parts.reduce((sum, step) => sum + step.bytes, 0)
      return [
        {
          key: owner,
          kind: 'owner',
          id: owner,
          name: null,
          bytes,
          from: first.from,
          to: first.from + bytes,
          share: shareOf(bytes, ledger),
          basis: null,
          formula: null,
          evidence: parts.flatMap((step) => step.evidence),
          parts: parts.map((step): Step => ({ ...step, key: `${owner}/${step.key}`, kind: 'part' })),
        } as const,
      ]
    }),
    residualStep(ledger),
  ]
}

const isFree = ({ id }: Account) => owners[id] === 'free'

/** Who comes first when a ledger is read by owner. */
const ORDER: readonly Owner[] = ['processes', 'cache', 'kernel', 'devices', 'free']

const shareOf = (bytes: number, ledger: Ledger) => (ledger.total.bytes > 0 ? bytes / ledger.total.bytes : 0)

const totalStep = (ledger: Ledger): Step => ({
  key: 'total',
  kind: 'total',
  id: 'total',
  name: null,
  bytes: ledger.total.bytes,
  from: 0,
  to: ledger.total.bytes,
  share: 1,
  basis: ledger.total.known ? 'measured' : 'estimated',
  formula: ledger.total.formula,
  evidence: ledger.total.evidence,
  parts: [],
})

/** What no account holds fills the gap up to the total; where the accounts overshoot it, it lies beyond. */
function residualStep(ledger: Ledger): Step {
  const { bytes, explained } = ledger.residual
  const accounted = ledger.total.bytes - bytes
  return {
    key: 'unaccounted',
    kind: 'residual',
    id: 'unaccounted',
    name: null,
    bytes,
    from: Math.min(accounted, ledger.total.bytes),
    to: Math.max(accounted, ledger.total.bytes),
    share: shareOf(bytes, ledger),
    basis: 'derived',
    formula: null,
    evidence: explained.flatMap((account) => account.evidence),
    parts: partSteps(explained, 'unaccounted', accounted, ledger),
  }
}

function accountSteps(accounts: readonly Account[], ledger: Ledger): Step[] {
  let at = 0
  const count = new Map<string, number>()
  return accounts.map((account) => {
    const from = at
    at += account.bytes
    return step(account, 'account', unique(account.id, count), from, ledger)
  })
}

function step(account: Account, kind: 'account' | 'part', key: string, from: number, ledger: Ledger): Step {
  return {
    key,
    kind,
    id: account.id,
    name: account.name ?? null,
    bytes: account.bytes,
    from,
    to: from + account.bytes,
    share: shareOf(account.bytes, ledger),
    basis: account.basis,
    formula: account.formula ?? null,
    evidence: account.evidence,
    parts: partSteps(account.parts, key, from, ledger),
  }
}

/** Parts stand side by side inside their account. */
function partSteps(parts: readonly Account[], parent: string, from: number, ledger: Ledger): Step[] {
  let at = from
  const count = new Map<string, number>()
  return parts.map((part) => {
    const start = at
    at += part.bytes
    return step(part, 'part', unique(`${parent}/${part.id}${part.name ? `/${part.name}` : ''}`, count), start, ledger)
  })
}

function unique(key: string, count: Map<string, number>): string {
  const seen = count.get(key) ?? 0
  count.set(key, seen + 1)
  return seen === 0 ? key : `${key}#${seen + 1}`
}
