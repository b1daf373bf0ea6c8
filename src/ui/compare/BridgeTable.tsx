import type { Bridge, BridgeStep } from '../../core/comparison/bridge.ts'
import { comparisonLabels, sayChange } from '../../core/comparison/labels.ts'
import { sayBytes, sayCount } from '../../core/language/say.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { Evidence } from '../kit/Evidence.tsx'
import { usePointing } from '../kit/pointing.ts'
import { BridgeNotes } from './BridgeNotes.tsx'
import { stepName } from './BridgeRows.tsx'
import ledger from '../ledger/Ledger.module.css'
import table from '../kit/Table.module.css'

interface Props {
  readonly bridge: Bridge
  readonly of: string
}

/** The same steps in figures, to the byte. */
export function BridgeTable({ bridge, of }: Props) {
  const language = useLanguage()
  const words = comparisonLabels[language]
  const exact = useMessages().ledger.exact
  const { before, after, steps, scope, was } = bridge
  const total = (side: 'before' | 'after') => (
    <tr className={ledger.strong} data-step={side}>
      <th scope="row">{words.total(side === 'before' ? was : scope, side)}</th>
      <td className={table.figure} data-label={words.before}>
        {side === 'before' ? sayBytes(before.bytes) : ''}
      </td>
      <td className={table.figure} data-label={words.after}>
        {side === 'after' ? sayBytes(after.bytes) : ''}
      </td>
      <td className={table.figure} data-label={words.change}>
        {side === 'after' ? sayChange(after.bytes - before.bytes, sayBytes) : ''}
      </td>
      <td className={table.figure} data-label={exact}>
        {side === 'after' ? sayChange(after.bytes - before.bytes, sayCount) : ''}
      </td>
      <td className={table.wide}>
        <code>{(side === 'before' ? before : after).formula}</code>{' '}
        <Evidence spans={(side === 'before' ? before : after).evidence} of={`${of}:${side}`} />
      </td>
    </tr>
  )
  return (
    <>
      <div className={table.scroll}>
        <table className={[table.table, table.stack].join(' ')} data-testid="bridge-table">
          <thead>
            <tr>
              <th scope="col">{words.account}</th>
              {[words.before, words.after, words.change, exact].map((head) => (
                <th key={head} scope="col" className={table.figure}>
                  {head}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {total('before')}
            {steps.map((step) => (
              <Row key={step.key} step={step} of={`${of}:${step.key}`} name={stepName(step, language)} />
            ))}
            {total('after')}
          </tbody>
        </table>
      </div>
      <BridgeNotes bridge={bridge} of={of} />
    </>
  )
}

function Row({ step, of, name }: { readonly step: BridgeStep; readonly of: string; readonly name: string }) {
  const words = comparisonLabels[useLanguage()]
  const exact = useMessages().ledger.exact
  const pointing = usePointing(of, step.evidence)
  return (
    <tr data-step={step.id} data-change={step.change} {...pointing}>
      <th scope="row">{name}</th>
      <td className={table.figure} data-label={words.before}>
        {sayBytes(step.before)}
      </td>
      <td className={table.figure} data-label={words.after}>
        {sayBytes(step.after)}
      </td>
      <td className={table.figure} data-label={words.change}>
        {sayChange(step.change, sayBytes)}
      </td>
      <td className={table.figure} data-label={exact}>
        {sayChange(step.change, sayCount)}
      </td>
      <td className={table.wide}>
        <Evidence spans={step.evidence} of={of} />
      </td>
    </tr>
  )
}
