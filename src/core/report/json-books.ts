import { arithmeticOf } from '../allocation/arithmetic.ts'
import type { Failure } from '../allocation/failure.ts'
import type { Account, Amount, Ledger } from '../ledger/account.ts'
import type { CgroupBook } from '../ledger/cgroup.ts'
import type { Moment } from '../snapshot/moment.ts'
import type { Span } from '../text/source.ts'

const places = (evidence: readonly Span[]) => evidence.map(({ source, line }) => ({ input: source, line }))

/**
 * A book as a flat list: `of` names what an entry lies in. `total`: an account; an account's id: a part, or a row of a
 * split (`by`); `unaccounted`: what explains the residual without being taken out of it.
 */
export function jsonLedger(ledger: Ledger) {
  return {
    basis: ledger.basis,
    totalBytes: ledger.total.bytes,
    entries: [
      ...ledger.accounts.flatMap((account) => entries(account, 'total')),
      ...ledger.residual.explained.flatMap((account) => entries(account, 'unaccounted')),
    ],
    unaccountedBytes: ledger.residual.bytes,
    toleranceBytes: ledger.residual.tolerance,
    verdict: ledger.residual.verdict,
    ...(ledger.above.length > 0 ? { above: ledger.above.flatMap((account) => entries(account, 'above')) } : {}),
  }
}

function entries(account: Account, of: string, by?: string): object[] {
  return [
    {
      id: account.id,
      ...(account.name === undefined ? {} : { name: account.name }),
      bytes: account.bytes,
      basis: account.basis,
      ...(account.formula === undefined ? {} : { formula: account.formula }),
      evidence: places(account.evidence),
      of,
      ...(by === undefined ? {} : { by }),
    },
    ...account.parts.flatMap((part) => entries(part, account.id)),
    ...(account.splits ?? []).flatMap((split) => split.rows.flatMap((row) => entries(row, account.id, split.by))),
  ]
}

const jsonAmount = ({ bytes, known, formula, evidence }: Amount) => ({
  bytes,
  known,
  formula,
  evidence: places(evidence),
})

const jsonCgroup = ({ path, version, ledger, usage, workingSet, limit }: CgroupBook) => ({
  path,
  version,
  usageBytes: usage.known ? usage.bytes : null,
  // Put together from memory.stat: not what the kernel would say.
  ...(usage.known ? {} : { estimatedUsageBytes: usage.bytes }),
  workingSetBytes: workingSet?.bytes ?? null,
  limitBytes: limit === 'unlimited' ? null : (limit?.bytes ?? null),
  ...jsonLedger(ledger),
})

/** A failed request with the kernel's arithmetic for each zone, and whom the OOM killer weighed highest. */
const jsonFailure = ({
  record,
  kind,
  scope,
  release,
  request,
  zones,
  zonesFrom,
  ledger,
  cgroup,
  badness,
}: Failure) => ({
  record,
  kind,
  scope,
  release,
  request: request && { order: request.order, flags: request.flags, highestZone: request.highestZone },
  zonesFrom,
  zones: zones.map((zone) => ({
    node: zone.state.node,
    zone: zone.state.zone,
    verdict: zone.verdict,
    ...(zone.ineligible === null ? {} : { ineligible: zone.ineligible }),
    ...(zone.missing.length > 0 ? { missing: zone.missing } : {}),
    ...(zone.failsFromMin === null ? {} : { failsFromMinPages: zone.failsFromMin }),
    suitableBlocks: zone.suitableBlocks,
    largestFreeOrder: zone.largestFreeOrder,
    arithmetic: arithmeticOf(zone),
  })),
  ledger: ledger && jsonLedger(ledger),
  cgroup: cgroup && jsonCgroup(cgroup),
  badness: badness && {
    totalBytes: badness.total.bytes,
    rank: badness.rank,
    rankBySize: badness.rankBySize,
    choice: badness.choice,
    candidates: badness.candidates.slice(0, MOST_CANDIDATES).map(({ pid, name, points, score, adjust }) => ({
      pid,
      name,
      points,
      score,
      oomScoreAdj: adjust,
    })),
  },
})

const MOST_CANDIDATES = 10

/** The books of a snapshot beside the host's. */
export const jsonBooks = (moment: Moment) => ({
  cgroups: moment.cgroups.map(jsonCgroup),
  nodes: moment.ledgers.flatMap((ledger) =>
    ledger.scope.kind === 'node' ? [{ node: ledger.scope.node, ...jsonLedger(ledger) }] : [],
  ),
  failures: moment.failures.map(jsonFailure),
  crossChecks: moment.crossChecks.map(({ id, subject, left, right, difference, tolerance, verdict }) => ({
    id,
    ...(subject === undefined ? {} : { subject }),
    left: jsonAmount(left),
    right: jsonAmount(right),
    differenceBytes: difference,
    toleranceBytes: tolerance,
    verdict,
  })),
  definitions: moment.definitions.map(({ tool, quantity, subject, amount }) => ({
    tool,
    quantity,
    subject,
    ...jsonAmount(amount),
  })),
})
