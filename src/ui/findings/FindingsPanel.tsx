import { useMemo } from 'react'
import { collectNext } from '../../core/findings/collect.ts'
import type { Finding } from '../../core/findings/diagnose.ts'
import { grouped } from '../../core/lookup.ts'
import { useMessages } from '../../i18n/report.ts'
import { CopyBlock } from '../kit/CopyBlock.tsx'
import { Panel } from '../kit/Panel.tsx'
import { TakeAlong } from '../share/TakeAlong.tsx'
import { useFirst } from '../kit/useFirst.tsx'
import { FindingCard } from './FindingCard.tsx'
import styles from './Findings.module.css'

/** Every finding, story by story: a cause, and under it what it explains. */
export function FindingsPanel({ findings }: { readonly findings: readonly Finding[] }) {
  const t = useMessages().findings
  const under = useMemo(() => grouped([...findings.keys()], (index) => findings[index]!.under), [findings])
  const stories = under.get(null) ?? []
  const collect = collectNext(findings)
  return (
    <Panel
      id="findings"
      title={t.title}
      note={t.count(stories.length, findings.length - stories.length)}
      tools={
        <TakeAlong
          of={t.title}
          panel="findings"
          table={async (report, language) =>
            (await import('../../core/report/tables/findings.ts')).findingsTable(report, language)
          }
        />
      }
    >
      <Stories className={styles.stories} findings={findings} under={under} indices={stories} />
      {collect !== null && (
        <div className={styles.collect}>
          <h3>{t.collect}</h3>
          <p>{t.collectNote}</p>
          <CopyBlock text={collect} label={t.collect} />
        </div>
      )}
    </Panel>
  )
}

interface StoriesProps {
  readonly findings: readonly Finding[]
  /** The indices of what stands under each finding, and of the heads of the stories under null. */
  readonly under: ReadonlyMap<number | null, readonly number[]>
  readonly indices: readonly number[]
  readonly className: string | undefined
  readonly label?: string
}

/** Findings, and under each what it explains. A log of a whole cluster has hundreds: the first ones are in sight. */
function Stories({ findings, under, indices, className, label }: StoriesProps) {
  const t = useMessages().findings
  const { shown, more } = useFirst(indices)
  return (
    <>
      <ol className={className} aria-label={label}>
        {shown.map((index) => (
          <li key={index}>
            <FindingCard finding={findings[index]!} index={index} />
            {under.has(index) && (
              <Stories
                className={styles.under}
                label={t.under}
                findings={findings}
                under={under}
                indices={under.get(index)!}
              />
            )}
          </li>
        ))}
      </ol>
      {more}
    </>
  )
}
