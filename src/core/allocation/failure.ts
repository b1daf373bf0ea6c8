import type { Ledger } from '../ledger/account.ts'
import type { CgroupBook } from '../ledger/cgroup.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import type { Machine } from '../snapshot/machine.ts'
import type { Bytes } from '../units.ts'
import type { Badness } from './badness.ts'
import type { Request } from './request.ts'
import type { ZoneVerdict } from './verdict.ts'

/** A report of the kernel about a request for memory that it could not serve, explained. */
export interface Failure {
  /** `oom[0]` */
  readonly record: string
  readonly kind: 'oom' | 'allocFailure' | 'vmallocFailure' | 'slubFailure' | 'showMem'
  /** Killed for the whole machine, for a limited set of nodes, or for a control group's limit; null where nobody was. */
  readonly scope: 'global' | 'cpuset' | 'mempolicy' | 'memcg' | null
  readonly release: string | null
  readonly pageSize: Bytes
  readonly request: Request | null
  /** One per zone, in the order printed; empty for a memcg kill. */
  readonly zones: readonly ZoneVerdict[]
  /** The record that the zones were read from: the report itself, else the nearest buddyinfo or zoneinfo. */
  readonly zonesFrom: string | null
  /** What memory was used for at that moment. */
  readonly ledger: Ledger | null
  /** The control group whose limit was hit. */
  readonly cgroup: CgroupBook | null
  readonly badness: Badness | null
}

/** Every failed request of a snapshot. */
export function failuresOf(_snapshot: Snapshot, _machine: Machine): Failure[] {
  return []
}
