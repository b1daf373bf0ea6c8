import type { ZoneFree } from '../allocation/free-lists.ts'
import { documentWords } from '../language/document-words.ts'
import { sayBytes, sayCount, sayPercent, type Language } from '../language/say.ts'
import { terms } from '../language/terms.ts'
import type { Account, Ledger } from '../ledger/account.ts'
import type { CgroupBook } from '../ledger/cgroup.ts'
import type { Moment } from '../snapshot/moment.ts'
import { harmless, printable } from './cited-lines.ts'
import type { Block, Row } from './document.ts'

/** Every book of a moment as a table, then its free lists. */
export function bookBlocks(moment: Moment, language: Language): Block[] {
  const groups = new Map(moment.cgroups.map((book) => [book.ledger, book]))
  const ledgers = [...(moment.ledger ? [moment.ledger] : []), ...moment.ledgers]
  return [
    ...ledgers.flatMap((ledger) => ledgerBlocks(ledger, groups.get(ledger) ?? null, language)),
    ...(moment.zones.length > 0 ? zoneBlocks(moment.zones, language) : []),
  ]
}

function ledgerBlocks(ledger: Ledger, group: CgroupBook | null, language: Language): Block[] {
  const words = documentWords[language]
  const { total, residual, above } = ledger
  const share = (part: number) => (total.bytes > 0 ? sayPercent(part / total.bytes) : '')
  const nameOf = ({ id, name }: Account) =>
    name === undefined ? terms[language].account[id] : `${terms[language].account[id]}: ${printable(name)}`
  const row = (account: Account, name = nameOf(account)): Row[] => [
    { cells: [name, sayBytes(account.bytes), share(account.bytes), account.formula ?? ''] },
    ...account.parts.flatMap((part) => row(part, `  ${words.ofWhich(nameOf(part))}`)),
  ]
  const full = ledger.accounts.filter((account) => account.bytes !== 0)
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
        ...full.flatMap((account) => row(account)),
        {
          cells: [words.residual[residual.verdict], sayBytes(residual.bytes), share(residual.bytes), ''],
          strong: residual.verdict !== 'rounding',
        },
        ...residual.explained.flatMap((account) => row(account, `  ${words.ofWhich(nameOf(account))}`)),
        { cells: [words.total, sayBytes(total.bytes), '', total.formula], strong: true },
        ...above.flatMap((account) => row(account, words.outside(nameOf(account)))),
      ],
    },
    ...(empty > 0 ? [{ kind: 'words', words: words.empty(empty) } as const] : []),
  ]
}

/** The sums that the tools around a control group show. */
export function groupWords({ usage, workingSet, limit }: CgroupBook, language: Language): string {
  const words = documentWords[language]
  return [
    words.usage(sayBytes(usage.bytes), usage.known ? null : usage.formula),
    ...(workingSet ? [words.workingSet(sayBytes(workingSet.bytes), workingSet.formula)] : []),
    ...(limit ? [words.limit(limit === 'unlimited' ? null : sayBytes(limit.bytes))] : []),
  ].join(' · ')
}

function zoneBlocks(zones: readonly ZoneFree[], language: Language): Block[] {
  const words = documentWords[language]
  const orders = Math.max(...zones.map(({ free }) => free.length))
  return [
    { kind: 'heading', level: 3, words: words.freeLists },
    {
      kind: 'table',
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
