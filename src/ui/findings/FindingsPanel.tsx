import { collectNext } from '../../core/findings/collect.ts'
import type { Finding } from '../../core/findings/diagnose.ts'
import { useMessages } from '../../i18n/report.ts'
import { CopyBlock } from '../kit/CopyBlock.tsx'
import { Panel } from '../kit/Panel.tsx'
import { FindingCard } from './FindingCard.tsx'
import styles from './Findings.module.css'

/** Every finding, story by story: a cause, and under it what it explains. */
export function FindingsPanel({ findings }: { readonly findings: readonly Finding[] }) {
  const t = useMessages().findings
  const stories = findings.flatMap((finding, index) => (finding.under === null ? [index] : []))
  const collect = collectNext(findings)
  return (
    <Panel id="findings" title={t.title} note={t.count(stories.length, findings.length - stories.length)}>
      <ol className={styles.stories}>
        {stories.map((index) => (
          <Story key={index} findings={findings} index={index} />
        ))}
      </ol>
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

interface StoryProps {
  readonly findings: readonly Finding[]
  readonly index: number
}

/** A finding and, under it, what it explains. */
function Story({ findings, index }: StoryProps) {
  const t = useMessages().findings
  const finding = findings[index]
  const under = findings.flatMap((each, at) => (each.under === index ? [at] : []))
  if (!finding) return null
  return (
    <li>
      <FindingCard finding={finding} index={index} />
      {under.length > 0 && (
        <ol className={styles.under} aria-label={t.under}>
          {under.map((at) => (
            <Story key={at} findings={findings} index={at} />
          ))}
        </ol>
      )}
    </li>
  )
}
