import { analyze } from '../core/analyze.ts'
import type { Ledger } from '../core/ledger/account.ts'
import type { Moment } from '../core/snapshot/moment.ts'

/** The moments of a paste, with their books. */
export const momentsIn = (text: string): readonly Moment[] => analyze([{ name: 'paste', text }]).moments

/** The only moment of a paste; fails where there is another, or none. */
export function momentIn(text: string): Moment {
  const [moment, ...others] = momentsIn(text)
  if (moment === undefined || others.length > 0) throw new Error(`expected one moment, found ${others.length + 1}`)
  return moment
}

/** Accounts of a book by id, or by name where they have one: bytes in KiB. */
export const accountsOf = (ledger: Ledger | null | undefined): Record<string, number> =>
  Object.fromEntries((ledger?.accounts ?? []).map(({ id, name, bytes }) => [name ?? id, bytes / 1024]))
