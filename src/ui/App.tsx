import { lazy, Suspense, useDeferredValue, useEffect } from 'react'
import { applyLanguage, applyTheme } from '../browser/theme.ts'
import { LanguageContext } from '../i18n/index.ts'
import { languageOf, usePreferences } from '../state/preferences.ts'
import { caseOf, reportOf, sourcesOf, useSession } from '../state/session.ts'
import { startAnalyst } from '../worker/client.ts'
import { Header } from './frame/Header.tsx'
import { PanelBoundary } from './frame/PanelBoundary.tsx'
import { DropArea } from './intake/DropArea.tsx'
import { Intake } from './intake/Intake.tsx'
import { Announcer } from './frame/Announcer.tsx'
import { Dialogs } from './frame/Dialogs.tsx'

const loadCase = () => import('./case/CaseView.tsx')
const CaseView = lazy(loadCase)
// It names every format, and so brings them along.
const Nothing = lazy(() => import('./intake/Nothing.tsx'))
// Nothing is seen of it, so the first paint need not wait.
const Listener = lazy(() => import('./keyboard/Listener.tsx'))
const Failed = lazy(() => import('./frame/Failed.tsx'))
// What reads in a moment never shows it.
const Waiting = lazy(() => import('./frame/Waiting.tsx'))
const Refusals = lazy(() => import('./frame/Refusals.tsx'))

/** The page: empty, reading, a case, or an honest failure. */
export function App() {
  // All words change with it: that is drawn bit by bit.
  const preference = useDeferredValue(usePreferences((preferences) => preferences.language))
  const theme = usePreferences((preferences) => preferences.theme)
  const sent = useSession((session) => session.language)
  const language = languageOf(preference, location.search, navigator.languages, sent)
  const run = useSession((session) => session.run)
  const report = useSession(reportOf)
  const refused = useSession((session) => session.refusals.length > 0)
  const openCase = useSession(caseOf)
  const sources = useSession(sourcesOf)
  useEffect(() => applyTheme(theme), [theme])
  useEffect(() => applyLanguage(language), [language])
  useEffect(() => {
    // Both are wanted soon: they come while the reader is still looking for the paste.
    void loadCase()
    startAnalyst()
  }, [])
  const shown = run.status === 'reading' ? run.before.run.status : run.status
  return (
    <LanguageContext value={language}>
      <Header report={openCase} />
      {refused && (
        <Suspense fallback={null}>
          <Refusals />
        </Suspense>
      )}
      <PanelBoundary>
        {shown === 'empty' && <Intake />}
        <Suspense fallback={null}>
          {run.status === 'failed' && <Failed message={run.message} />}
          {report && !openCase && <Nothing report={report} sources={sources} />}
          {openCase && <CaseView report={openCase} sources={sources} />}
        </Suspense>
      </PanelBoundary>
      <Suspense fallback={null}>{run.status === 'reading' && <Waiting />}</Suspense>
      <DropArea adds={openCase !== null} />
      <Dialogs />
      <Announcer report={report} />
      <Suspense fallback={null}>
        <Listener />
      </Suspense>
    </LanguageContext>
  )
}
