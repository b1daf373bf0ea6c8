import { ordersOf, type ZoneFree } from '../allocation/free-lists.ts'
import { hueOf } from '../figures/hues.ts'
import { freeLast } from '../figures/waterfall.ts'
import { documentWords } from '../language/document-words.ts'
import { sayBytes, sayCount, sayPercent, type Language } from '../language/say.ts'
import { terms } from '../language/terms.ts'
import type { Account, Ledger, Scope } from '../ledger/account.ts'
import type { CgroupBook } from '../ledger/cgroup.ts'
import { allBooks, groupOfBook } from '../ledger/books.ts'
import type { Moment } from '../snapshot/moment.ts'
import { harmless, printable } from './cited-lines.ts'
import type { Block, Row } from './blocks.ts'
import { groupWords } from './group-words.ts'

/** A host can have hundreds of control groups, a log thousands of reports: who reads on paper or in a ticket needs a few. */
const MOST_BOOKS = { host: 1, node: 8, cgroup: 8, report: 3 } as const

/** The group whose limit was hit is of its report. */
const kindOf = (scope: Scope) => (scope.kind === 'cgroup' && scope.record !== undefined ? 'report' : scope.kind)

/** The books of a moment as tables, those that `matters` says first, then its free lists. */
export function bookBlocks(moment: Moment, matters: (record: string) => boolean, language: Language): Block[] {
  const all = allBooks(moment)
  const shown = (['host', 'node', 'cgroup', 'report'] as const).flatMap((kind) => {
    const books = all.filter(({ scope }) => kindOf(scope) === kind)
    if (books.length <= MOST_BOOKS[kind]) return books
    const first = books.filter(({ basis }) => matters(basis))
    return [...first, ...books.filter((book) => !first.includes(book))].slice(0, MOST_BOOKS[kind])
  })
  return [
    ...shown.flatMap((ledger) => ledgerBlocks(ledger, groupOfBook(moment, ledger), language)),
    ...(shown.length < all.length
      ? [{ kind: 'words', words: documentWords[language].moreBooks(all.length - shown.length) } as const]
      : []),
    ...(moment.zones.length > 0 ? zoneBlocks(moment.zones, language) : []),
  ]
}

function ledgerBlocks(ledger: Ledger, group: CgroupBook | null, language: Language): Block[] {
  const words = documentWords[language]
  const { total, residual, above } = ledger
  const share = (part: number) => (total.bytes > 0 ? sayPercent(part / total.bytes) : '')
  const nameOf = ({ id, name }: Account) =>
    name === undefined ? terms[language].account[id] : `${terms[language].account[id]}: ${printable(name)}`
  const most = Math.max(1, total.bytes, total.bytes - residual.bytes)
  const row = (account: Account, from: number, depth: number): Row[] => [
    {
      cells: [
        depth === 0 ? nameOf(account) : `  ${words.ofWhich(nameOf(account))}`,
        sayBytes(account.bytes),
        share(account.bytes),
        account.formula ?? '',
      ],
      bar: { from: from / most, to: (from + account.bytes) / most, hue: hueOf(account.id), part: depth > 0 },
    },
    ...rowsOf(account.parts, from, depth + 1),
  ]
  /** Each begins where the one before it ended. */
  const rowsOf = (accounts: readonly Account[], from: number, depth: number): Row[] => {
    let at = from
    return accounts.flatMap((account) => {
      const rows = row(account, at, depth)
      at += account.bytes
      return rows
    })
  }
  const accounted = total.bytes - residual.bytes
  const full = freeLast(ledger.accounts).filter((account) => account.bytes !== 0)
  const empty = ledger.accounts.length - full.length
  return [
    { kind: 'heading', level: 3, words: harmless(words.ledger(words.scope(ledger.scope))) },
    ...(group ? [{ kind: 'words', words: groupWords(group, language) } as const] : []),
    {
      kind: 'table',
      columns: [
        { title: words.account },
        { title: words.size, right: true },
        { title: words.share, right: true },
        { title: words.readFrom },
      ],
      rows: [
        ...rowsOf(full, 0, 0),
        {
          cells: [words.residual[residual.verdict], sayBytes(residual.bytes), share(residual.bytes), ''],
          strong: residual.verdict !== 'rounding',
          bar: {
            from: Math.min(accounted, total.bytes) / most,
            to: Math.max(accounted, total.bytes) / most,
            hue: null,
            part: false,
          },
        },
        ...rowsOf(residual.explained, accounted, 1),
        {
          cells: [words.total, sayBytes(total.bytes), '', total.formula],
          strong: true,
          bar: { from: 0, to: total.bytes / most, hue: 'total', part: false },
        },
        ...above.map((account) => ({
          cells: [words.outside(nameOf(account)), sayBytes(account.bytes), share(account.bytes), account.formula ?? ''],
        })),
      ],
    },
    ...(empty > 0 ? [{ kind: 'words', words: words.empty(empty) } as const] : []),
  ]
}

function zoneBlocks(zones: readonly ZoneFree[], language: Language): Block[] {
  const words = documentWords[language]
  const orders = ordersOf(zones)
  return [
    { kind: 'heading', level: 3, words: words.freeLists },
    {
      kind: 'table',
      picture: { kind: 'free-lists', zones, order: null, units: 'bytes' },
      columns: [
        { title: words.zone },
        { title: words.free, right: true },
        { title: words.largest, right: true },
        ...Array.from({ length: orders }, (_, order) => ({ title: String(order), right: true })),
      ],
      rows: zones.map(({ node, zone, freeBytes, largestFreeOrder, pageSize, free }) => ({
        cells: [
          words.node(node, printable(zone)),
          sayBytes(freeBytes),
          largestFreeOrder < 0 ? '—' : sayBytes(pageSize * 2 ** largestFreeOrder),
          ...Array.from({ length: orders }, (_, order) => (order < free.length ? sayCount(free[order]!) : '')),
        ],
      })),
    },
  ]
}
