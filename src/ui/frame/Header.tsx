import type { Report } from '../../core/analyze.ts'
import { sayBytes } from '../../core/language/say.ts'
import { useLanguage, useMessages } from '../../i18n/index.ts'
import { useDesk } from '../../state/desk.ts'
import { usePreferences, type Theme } from '../../state/preferences.ts'
import { useSession } from '../../state/session.ts'
import { Button } from '../kit/Button.tsx'
import styles from './Header.module.css'

interface Props {
  readonly report: Report | null
}

const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' }

export function Header({ report }: Props) {
  const t = useMessages().header
  const language = useLanguage()
  const theme = usePreferences((preferences) => preferences.theme)
  const prefer = usePreferences((preferences) => preferences.set)
  const show = useDesk((desk) => desk.show)
  const clear = useSession((session) => session.clear)
  return (
    <header className={styles.header}>
      <button type="button" className={styles.name} onClick={clear} aria-label={`memledger: ${t.start}`}>
        memledger
      </button>
      {report && <CaseName report={report} />}
      <nav className={styles.tools} aria-label={t.tools}>
        {report && (
          <>
            <Button icon="add" shrinks onClick={() => show({ kind: 'add', incoming: null })}>
              {t.add}
            </Button>
            <Button kind="primary" icon="share" shrinks onClick={() => show({ kind: 'share' })}>
              {t.share}
            </Button>
          </>
        )}
        <Button
          kind="quiet"
          lang={t.languageTag}
          aria-label={t.languageLabel}
          onClick={() => prefer({ language: language === 'en' ? 'zh' : 'en' })}
        >
          {t.language}
        </Button>
        <Button
          kind="quiet"
          icon={theme}
          aria-label={t.theme[theme]}
          title={t.theme[theme]}
          onClick={() => prefer({ theme: NEXT[theme] })}
        />
        <Button kind="quiet" aria-label={t.help} title={t.help} onClick={() => show({ kind: 'shortcuts' })}>
          ?
        </Button>
      </nav>
    </header>
  )
}

/** Which machine, how large, which kernel. */
function CaseName({ report }: { readonly report: Report }) {
  const t = useMessages().header
  const moment = useSession((session) => session.moment)
  const shown = report.moments[moment] ?? report.moments[0]
  const host = shown?.host ?? report.moments.find((each) => each.host !== null)?.host ?? null
  const total = shown?.ledger?.total.bytes
  const parts = [
    ...(total === undefined ? [] : [sayBytes(total)]),
    shown?.machine.release?.value ?? t.noKernel,
    t.snapshots(report.moments.length),
  ]
  return (
    <p className={styles.case}>
      {host !== null && (
        <>
          <b>{host}</b> ·{' '}
        </>
      )}
      {parts.join(' · ')}
    </p>
  )
}
