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
        {stories.map((head) => {
          const under = findings.flatMap((finding, index) => (finding.under === head ? [index] : []))
          return (
            <li key={head}>
              <FindingCard finding={findings[head]!} index={head} />
              {under.length > 0 && (
                <ol className={styles.under} aria-label={t.under}>
                  {under.map((index) => (
                    <li key={index}>
                      <FindingCard finding={findings[index]!} index={index} />
                    </li>
                  ))}
                </ol>
              )}
            </li>
          )
        })}
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
