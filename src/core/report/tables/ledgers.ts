import type { Report } from '../../analyze.ts'
import { documentWords } from '../../language/document-words.ts'
import type { Language } from '../../language/say.ts'
import { tableWords } from '../../language/table-words.ts'
import { terms } from '../../language/terms.ts'
import type { Account, Ledger } from '../../ledger/account.ts'
import { allBooks } from '../../ledger/books.ts'
import type { Moment } from '../../snapshot/moment.ts'
import type { Span } from '../../text/source.ts'
import type { TableColumn, TableEntry, Value } from './table.ts'

/** Every book of every snapshot, account by account. The rows `of` the total and the rest add up to the total. */
export const ledgersTable = ({ moments }: Report, language: Language): TableEntry => ({
  id: 'ledgers',
  title: tableWords[language].title.ledgers,
  make: () => ({
    columns: columnsIn(language),
    rows: moments.flatMap((moment) => allBooks(moment).flatMap((ledger) => rowsOf(moment, ledger, language))),
  }),
})

/** One book, by its index among all of its snapshot; null where the report has none such. */
export function ledgerTable(
  { moments }: Report,
  snapshot: number,
  book: number,
  language: Language,
): TableEntry | null {
  const moment = moments[snapshot]
  const ledger = moment && allBooks(moment)[book]
  if (!ledger) return null
  return {
    id: 'ledger',
    title: documentWords[language].ledger(documentWords[language].scope(ledger.scope)),
    make: () => ({ columns: columnsIn(language), rows: rowsOf(moment, ledger, language) }),
  }
}

function columnsIn(language: Language): TableColumn[] {
  const { column } = tableWords[language]
  const ids = ['snapshot', 'scope', 'account', 'name', 'of', 'bytes', 'share', 'basis', 'formula', 'line'] as const
  return ids.map((id) => ({ id, title: column[id] }))
}

function rowsOf(moment: Moment, ledger: Ledger, language: Language): Value[][] {
  const words = documentWords[language]
  const { total, residual } = ledger
  const row = (
    name: string,
    of: string,
    bytes: number,
    basis: string,
    formula: string | null,
    span?: Span,
  ): Value[] => [
    moment.index + 1,
    words.scope(ledger.scope),
    name,
    null,
    of,
    bytes,
    total.bytes > 0 ? bytes / total.bytes : null,
    basis,
    formula,
    span?.line ?? null,
  ]
  const named = (account: Account, of: string): Value[][] => {
    const name = terms[language].account[account.id]
    const own = row(name, of, account.bytes, account.basis, account.formula ?? null, account.evidence[0])
    own[3] = account.name ?? null
    return [own, ...account.parts.flatMap((part) => named(part, name))]
  }
  return [
    ...ledger.accounts.flatMap((account) => named(account, words.total)),
    row(words.residual[residual.verdict], words.total, residual.bytes, 'derived', null),
    ...residual.explained.flatMap((account) => named(account, words.residual[residual.verdict])),
    row(words.total, '', total.bytes, total.known ? 'measured' : 'estimated', total.formula, total.evidence[0]),
    ...ledger.above.flatMap((account) => named(account, words.outside(words.total))),
  ]
}
