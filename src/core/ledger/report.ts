import type { Ledger } from './account.ts'

/** The machine's book at the moment of a kernel log report; null where the report has no totals. */
export function reportLedger(_record: unknown): Ledger | null {
  return null
}
