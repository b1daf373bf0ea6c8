import { useMessages } from '../../i18n/report.ts'
import type { ReportMessages } from '../../i18n/report-en.ts'
import { useSession, type Refusal } from '../../state/session.ts'
import { Button } from '../kit/Button.tsx'
import styles from './Refusals.module.css'

/** What could not be taken in, and what to do about it. */
export default function Refusals() {
  const t = useMessages().refusal
  const refusals = useSession((session) => session.refusals)
  const refuse = useSession((session) => session.refuse)
  if (refusals.length === 0) return null
  return (
    <div className={styles.refusals} role="alert">
      <RefusalList refusals={refusals} />
      <Button kind="quiet" icon="close" aria-label={t.close} onClick={() => refuse([])} />
    </div>
  )
}

/** Each in words. */
export function RefusalList({ refusals }: { readonly refusals: readonly Refusal[] }) {
  const t = useMessages().refusal
  return (
    <ul>
      {refusals.map((refusal, index) => (
        <li key={index}>{sentence(refusal, t)}</li>
      ))}
    </ul>
  )
}

function sentence(refusal: Refusal, t: ReportMessages['refusal']): string {
  switch (refusal.code) {
    case 'link-cut-off':
      return t['link-cut-off'](refusal.got, refusal.expected, refusal.saved)
    case 'link-damaged':
      return t['link-damaged'](refusal.saved)
    case 'link-newer':
    case 'link-too-big':
    case 'sent-in-part':
      return t[refusal.code]
    default:
      return t[refusal.code](refusal.name)
  }
}
