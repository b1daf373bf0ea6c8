import type { ZoneVerdict } from './verdict.ts'
import type { Range, Term, WatermarkTest } from './watermark.ts'

/** `15475`, `0…4096` where only bounds are known, `≥ 0` where there is no upper one. */
const sayRange = ({ least, most }: Range): string =>
  least === most ? String(least) : most === Infinity ? `≥ ${least}` : `${least}…${most}`

/** `free 15475 − nr_reserved_highatomic 0…4096`: each term under its name with its sign. */
const sayTerms = (terms: readonly Term[]): string =>
  terms
    .map(({ name, pages }, index) => {
      const negative = pages.most <= 0 && pages.least < 0
      const range = negative ? { least: -pages.most, most: -pages.least } : pages
      const sign = index === 0 ? (negative ? '−' : '') : negative ? ' − ' : ' + '
      return `${sign}${name.replace(/^[−-]\s*/, '')} ${sayRange(range)}`
    })
    .join('')

const sayTest = ({ mark, have, need, haveSum, needSum, orderZero, outcome, steps }: WatermarkTest): string[] => {
  const relation = orderZero === 'fails' ? '≤' : orderZero === 'passes' ? '>' : '?'
  const failed = steps.find(({ passes }) => passes === 'no')
  return [
    `${mark}: ${sayTerms(have)} = ${sayRange(haveSum)} ${relation} ${sayTerms(need)} = ${sayRange(needSum)}`,
    ...(orderZero !== 'fails' && outcome === 'fails' && failed
      ? [
          failed.need === null
            ? `order ${failed.order}: ${failed.have} blocks${failed.types === null ? '' : ` (${failed.types})`}`
            : `order ${failed.order}: ${failed.have} left ≤ ${sayRange(failed.need)}`,
        ]
      : []),
  ]
}

/** A zone's watermark arithmetic with every term, in pages, a line a step; nothing where the zone was not asked. */
export const arithmeticOf = ({ state, verdict, test, highTest }: ZoneVerdict): string[] =>
  [test, verdict === 'passes-now' ? highTest : null].flatMap((each) =>
    each === null ? [] : sayTest(each).map((line) => `Node ${state.node} ${state.zone}, pages, ${line}`),
  )
