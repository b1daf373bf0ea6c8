import type { Snapshot } from '../snapshot/snapshot.ts'
import type { Amount, Ledger } from './account.ts'

/** A control group at one moment: its book, and the sums that the tools around it show. */
export interface CgroupBook {
  readonly path: string | null
  readonly version: 1 | 2
  /** Its total is `usage`. */
  readonly ledger: Ledger
  /** memory.current or memory.usage_in_bytes; put together from memory.stat (`known: false`) where they are missing. */
  readonly usage: Amount
  /** usage − inactive_file, what cAdvisor, kubelet and docker show; null without inactive_file. */
  readonly workingSet: Amount | null
  /** The lowest limit that the paste holds for it; null where none is known. */
  readonly limit: Amount | 'unlimited' | null
}

/** The books of every control group of a snapshot whose memory.stat was pasted. */
export function cgroupBooks(_snapshot: Snapshot): CgroupBook[] {
  return []
}
