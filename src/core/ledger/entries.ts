import type { Figure, Span } from '../text/source.ts'
import type { Account, AccountId } from './account.ts'
import { account } from './balance.ts'

export type Fields = ReadonlyMap<string, Figure>

/** How an account comes from the fields of a file: the sum of `fields`, less those of `less`, not below zero. */
export interface Entry<Facts = void> {
  readonly id: AccountId
  readonly fields: readonly string[]
  readonly less?: readonly string[]
  readonly name?: string
  /** Fields that lie inside the account. */
  readonly parts?: readonly (readonly [id: AccountId, field: string])[]
  readonly applies?: (fields: Fields, facts: Facts) => boolean
  /** Shown only where it is not zero: rare, and nobody misses it. */
  readonly rare?: true
}

/** The accounts that a table makes of a file's fields; what the file does not hold makes none. */
export function accountsFrom<Facts>(entries: readonly Entry<Facts>[], fields: Fields, facts: Facts): Account[] {
  return entries.flatMap(({ id, fields: keys, less = [], name, parts = [], applies, rare }) => {
    const found = pick(fields, keys)
    if (found.length === 0 || applies?.(fields, facts) === false) return []
    const taken = pick(fields, less)
    const size = Math.max(0, total(found) - total(taken))
    if (rare && size === 0) return []
    const formula = [sumOf(found), ...taken.map(([key]) => key)].join(' − ')
    return [
      account(id, size, spans([...found, ...taken]), {
        ...(name === undefined ? {} : { name }),
        ...(formula === keys[0] ? {} : { basis: 'derived', formula }),
        parts: parts.flatMap(([part, key]) => partOf(id, part, key, fields)),
      }),
    ]
  })
}

/** A part that says nothing is left out: on most machines none of the free memory is CMA. */
function partOf(of: AccountId, id: AccountId, key: string, fields: Fields): Account[] {
  const [[, figure] = []] = pick(fields, [key])
  if (!figure || (figure.value === 0 && id === of)) return []
  return [account(id, figure.value, [figure.span], id === of ? { name: key } : {})]
}

export type Named = readonly [key: string, figure: Figure]

/** The fields of these names that are there; a counter that was damaged or fell below zero (2^64 − x) is not. */
export const pick = (fields: Fields, keys: readonly string[]): Named[] =>
  keys.flatMap((key): Named[] => {
    const figure = fields.get(key)
    return figure && Number.isSafeInteger(figure.value) ? [[key, figure]] : []
  })
export const total = (list: readonly Named[]): number => list.reduce((sum, [, { value }]) => sum + value, 0)
/** `AnonPages + Cached` */
export const sumOf = (list: readonly Named[]): string => list.map(([key]) => key).join(' + ')
export const spans = (list: readonly Named[]): Span[] => list.map(([, { span }]) => span)
