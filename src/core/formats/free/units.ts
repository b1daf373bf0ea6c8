import { integer } from '../../text/number.ts'
import type { Context } from '../format.ts'
import type { Cell } from './table.ts'

/** What a bare number of a `free` table counts, and how we know. */
export interface Unit {
  readonly name: string
  readonly bytes: number
  /** `command`: the prompt above; `evidence`: the numbers allow no other; `assumed`: neither tells. */
  readonly basis: 'command' | 'evidence' | 'assumed'
}

const BINARY = { b: ['B', 1], k: ['KiB', 2 ** 10], m: ['MiB', 2 ** 20], g: ['GiB', 2 ** 30] } as const
const DECIMAL = { b: ['B', 1], k: ['kB', 1e3], m: ['MB', 1e6], g: ['GB', 1e9] } as const
const LONG: Readonly<Record<string, readonly [string, number]>> = {
  bytes: ['B', 1],
  kibi: ['KiB', 2 ** 10],
  mebi: ['MiB', 2 ** 20],
  gibi: ['GiB', 2 ** 30],
  tebi: ['TiB', 2 ** 40],
  pebi: ['PiB', 2 ** 50],
  kilo: ['kB', 1e3],
  mega: ['MB', 1e6],
  giga: ['GB', 1e9],
  tera: ['TB', 1e12],
  peta: ['PB', 1e15],
}

const COMMAND = /(?:^|[\s;|&(/])free((?:\s+-[\w-]+(?:[\s=]\d+(?!\S))?)*)\s*(?:$|[;|&)<>])/

/** The options that `free` was called with, or null where the heading does not show the call. */
export const optionsOf = ({ heading }: Context): string | null => COMMAND.exec(heading?.command ?? '')?.[1] ?? null

/** Whether bare suffixes mean powers of 1000. */
export const isDecimal = (options: string | null): boolean => /\s--si\b/.test(options ?? '')

/** The unit of the numbers of one table. */
export function unitOf(options: string | null, cells: readonly Cell[]): Unit {
  if (options === null) return unitByEvidence(cells)
  const named = Object.keys(LONG).find((each) => options.includes(`--${each}`))
  const letter = /\s-\w*?([bkmg])/.exec(options)?.[1] as keyof typeof BINARY | undefined
  const [name, bytes] = named
    ? LONG[named]!
    : (isDecimal(options) ? DECIMAL : BINARY)[letter ?? (isToybox(cells) ? 'b' : 'k')]
  return { name, bytes, basis: 'command' }
}

/** toybox (Android) has no column for the cache, and counts bytes where no option says otherwise. */
const isToybox = (cells: readonly Cell[]) =>
  !cells.some(({ column }) => column === 'cached' || column === 'buffCache') &&
  cells.some(({ row, line }) => row === 'withoutCache' && line.text.includes('cache'))

const unit = (name: string, bytes: number, basis: Unit['basis']): Unit => ({ name, bytes, basis })

/**
 * The kernel counts pages (fs/proc/meminfo.c), so its numbers are multiples of 4096 bytes: of 1024 where printed in bytes,
 * of 4 where printed in KiB. Numbers that are not were cut down to a greater unit.
 */
function unitByEvidence(cells: readonly Cell[]): Unit {
  const figures = cells.map(({ text }) => integer(text) ?? 0).filter((each) => each > 0)
  const total = Math.max(0, ...figures)
  const swap = integer(cells.find(({ row, column }) => row === 'swap' && column === 'total')?.text ?? '') ?? 0
  const multiplesOf = (step: number) => figures.every((each) => each % step === 0)
  const certain = figures.length >= 5
  if (figures.length >= 3 && total >= 2 ** 22 && multiplesOf(1024)) return unit('B', 1, 'evidence')
  if (multiplesOf(4) && (certain || total >= 2 ** 16)) return unit('KiB', 2 ** 10, certain ? 'evidence' : 'assumed')
  // As MiB this would be a machine of 4 TiB: likelier `--kilo`, or numbers that somebody has edited.
  if (total >= 2 ** 22) return unit('KiB', 2 ** 10, 'assumed')
  if (total < 32 || (swap > 0 && swap < 64)) return unit('GiB', 2 ** 30, 'evidence')
  return unit('MiB', 2 ** 20, total >= 1024 ? 'evidence' : 'assumed')
}
