import { useMemo, useState } from 'react'
import { waterfall, waterfallByOwner } from '../../core/figures/waterfall.ts'
import type { Scope } from '../../core/ledger/account.ts'
import { allBooks } from '../../core/ledger/books.ts'
import type { Moment } from '../../core/snapshot/moment.ts'
import { useMessages } from '../../i18n/report.ts'
import { useSession } from '../../state/session.ts'
import { Choice } from '../kit/Choice.tsx'
import { Panel } from '../kit/Panel.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { TakeAlong } from '../share/TakeAlong.tsx'
import { Beside } from './Beside.tsx'
import { LedgerRows } from './LedgerRows.tsx'
import { LedgerTable } from './LedgerTable.tsx'
import { Source } from './Source.tsx'

type View = 'chart' | 'table' | 'owner'

/** Where the memory is: one book at a time, as bars, as a table, or by owner. */
export function LedgerPanel({ moment }: { readonly moment: Moment }) {
  const { ledger: t, scope: scopeName } = useMessages()
  const [view, setView] = useState<View>('chart')
  const chosen = useSession((session) => session.scope)
  const openScope = useSession((session) => session.openScope)
  const ledgers = useMemo(() => allBooks(moment), [moment])
  const scope = Math.max(
    0,
    ledgers.findIndex((ledger) => chosen !== null && isSame(ledger.scope, chosen)),
  )
  const ledger = ledgers[scope]
  const steps = useMemo(
    () => (ledger ? (view === 'owner' ? waterfallByOwner(ledger) : waterfall(ledger)) : []),
    [ledger, view],
  )
  if (!ledger) return null
  const of = `account:${moment.index}:${scope}`
  const views: readonly View[] = ['chart', 'table', 'owner']
  return (
    <Panel
      id="ledger"
      title={t.title}
      note={<Source record={moment.records.find((record) => record.id === ledger.basis)} known={ledger.total.known} />}
      tools={
        <>
          {ledgers.length > 1 && (
            <Choice
              label={t.scope}
              options={ledgers.map((ledger) => scopeName(ledger.scope))}
              value={scope}
              onChange={(index) => ledgers[index] && openScope(ledgers[index].scope)}
            />
          )}
          <Segmented
            label={t.view}
            options={views.map((value) => ({ value, label: t.views[value] }))}
            value={view}
            onChange={setView}
          />
          <TakeAlong
            of={t.title}
            panel="ledger"
            picture={{ kind: 'ledger', moment: moment.index, book: scope, by: view === 'owner' ? 'owner' : 'account' }}
            table={async (report, language) =>
              (await import('../../core/report/tables/ledgers.ts')).ledgerTable(report, moment.index, scope, language)
            }
            snapshot={moment.index}
          />
        </>
      }
    >
      {view === 'table' ? (
        <LedgerTable ledger={ledger} of={of} />
      ) : (
        <LedgerRows key={`${of}:${view}`} steps={steps} ledger={ledger} of={of} />
      )}
      <Beside moment={moment} ledger={ledger} of={of} />
    </Panel>
  )
}

/** Scopes are made anew with each report: they are the same when they say the same. */
const isSame = (a: Scope, b: Scope) => JSON.stringify(a) === JSON.stringify(b)
