import { useMemo } from 'react'
import type { Report } from '../../core/analyze.ts'
import { idsOf, type Pair } from '../../core/comparison/pairs.ts'
import { comparisonLabels } from '../../core/comparison/labels.ts'
import { picturesIn, type Side } from '../../core/comparison/side.ts'
import { recordWithId } from '../../core/snapshot/snapshot.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { useSession } from '../../state/session.ts'
import { Button } from '../kit/Button.tsx'
import { Select, type Option } from '../kit/Select.tsx'
import { momentNames } from '../moments/Moments.tsx'
import styles from './Compare.module.css'

interface Props {
  readonly report: Report
  readonly pair: Pair
}

/** Both sides, each to be chosen; which turn, and go away again. */
export function PairChoice({ report, pair: [before, after] }: Props) {
  const t = useMessages().compare
  const words = comparisonLabels[useLanguage()]
  const compare = useSession((session) => session.compare)
  const choices = useChoices(report)
  const choose = (one: string, two: string) => compare(`${one}-${two}`)
  return (
    <div className={styles.pair}>
      <SideChoice
        label={words.before}
        choices={choices}
        value={before}
        other={after}
        onChange={(id) => choose(id, after.id)}
      />
      <Button
        kind="quiet"
        icon="compare"
        shrinks
        aria-label={t.swap}
        title={t.swap}
        onClick={() => compare(idsOf([after, before]))}
      />
      <SideChoice
        label={words.after}
        choices={choices}
        value={after}
        other={before}
        onChange={(id) => choose(before.id, id)}
      />
      <Button kind="quiet" icon="close" aria-label={t.close} title={t.close} onClick={() => compare('none')} />
    </div>
  )
}

/** The snapshots of the case, and the reports of its log, which are pictures of their own. */
function useChoices(report: Report): readonly Option[] {
  const t = useMessages()
  return useMemo(() => {
    const names = momentNames(report.moments, t.moments)
    const snapshots = report.moments.map(({ index }) => ({
      value: String(index),
      name: `${index + 1} · ${names[index] ?? ''}`,
    }))
    const reports = report.moments.flatMap((moment) =>
      picturesIn(moment).map(({ record }) => {
        const time = recordWithId(moment, record)?.time
        return {
          value: record,
          name: time ? `${t.record(record)} · ${time}` : t.record(record),
          group: t.compare.reports,
        }
      }),
    )
    if (reports.length === 0) return snapshots
    return [...snapshots.map((each) => ({ ...each, group: t.compare.snapshots })), ...reports]
  }, [report, t])
}

interface SideChoiceProps {
  readonly label: string
  readonly choices: readonly Option[]
  readonly value: Side
  /** What is chosen on the other side can't be chosen here. */
  readonly other: Side
  onChange(id: string): void
}

const SideChoice = ({ label, choices, value, other, onChange }: SideChoiceProps) => (
  <label className={styles.side}>
    <span aria-hidden="true">{label}</span>
    <Select
      label={label}
      options={choices.map((each) => (each.value === other.id ? { ...each, disabled: true } : each))}
      value={value.id}
      onChange={onChange}
    />
  </label>
)
