import type { Confidence, Severity as Level } from '../../core/findings/rule.ts'
import { terms } from '../../core/language/terms.ts'
import { useLanguage } from '../../i18n/index.ts'
import styles from './Severity.module.css'

const MARK: Readonly<Record<Level, string>> = {
  critical: 'M8 2 15 14H1Z',
  warning: 'M8 1 15 8 8 15 1 8Z',
  notice: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3',
  info: 'M8 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3',
}

/** How bad, in a shape as well as a colour. */
export function SeverityMark({ level }: { readonly level: Level }) {
  return (
    <svg
      className={[styles.mark, styles[level]].join(' ')}
      width="12"
      height="12"
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d={MARK[level]} fill="currentColor" fillRule="evenodd" />
    </svg>
  )
}

/** How bad and how sure, in words. */
export function SeverityTag({ level, confidence }: { readonly level: Level; readonly confidence: Confidence }) {
  const words = terms[useLanguage()]
  return (
    <span className={[styles.tag, styles[level]].join(' ')}>
      <SeverityMark level={level} />
      {words.severity[level]} · {words.confidence[confidence]}
    </span>
  )
}
