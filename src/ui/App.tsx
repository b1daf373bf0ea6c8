import { lazy, Suspense, useEffect } from 'react'
import { linkInAddress } from '../browser/fragment.ts'
import { applyLanguage, applyTheme } from '../browser/theme.ts'
import { LanguageContext, useMessages } from '../i18n/index.ts'
import { languageOf, usePreferences } from '../state/preferences.ts'
import { caseOf, reportOf, useSession } from '../state/session.ts'
import { startAnalyst } from '../worker/client.ts'
import { Failed } from './frame/Failed.tsx'
import { Header } from './frame/Header.tsx'
import { PanelBoundary } from './frame/PanelBoundary.tsx'
import { Refusals } from './frame/Refusals.tsx'
import { DropArea } from './intake/DropArea.tsx'
import { followLink } from './intake/follow.ts'
import { Intake } from './intake/Intake.tsx'

import { Announcer } from './frame/Announcer.tsx'
import { Dialogs } from './frame/Dialogs.tsx'
import { useShortcuts } from './keyboard/useShortcuts.ts'
import { Waiting } from './frame/Waiting.tsx'

const loadCase = () => import('./case/CaseView.tsx')
const CaseView = lazy(loadCase)
// It names every format, and so brings them along.
const Nothing = lazy(() => import('./intake/Nothing.tsx'))

/** The page: empty, reading, a case, or an honest failure. */
export function App() {
  const preference = usePreferences((preferences) => preferences.language)
  const theme = usePreferences((preferences) => preferences.theme)
  const language = languageOf(preference, location.search, navigator.languages)
  const run = useSession((session) => session.run)
  const report = useSession(reportOf)
  const openCase = useSession(caseOf)
  const sources = useSession((session) =>
    session.run.status === 'reading' ? session.run.before.sources : session.sources,
  )
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
      <Refusals />
      <PanelBoundary>
        {shown === 'empty' && <Intake />}
        {run.status === 'failed' && <Failed message={run.message} />}
        <Suspense fallback={null}>
          {report && !openCase && <Nothing report={report} sources={sources} />}
          {openCase && <CaseView report={openCase} sources={sources} />}
        </Suspense>
      </PanelBoundary>
      {run.status === 'reading' && <Waiting />}
      <DropArea adds={openCase !== null} />
      <Dialogs />
      <Announcer report={report} />
      <Listener />
    </LanguageContext>
  )
}

/** Keys, pastes and links. What is pasted gets a name in the page's language. */
function Listener() {
  useShortcuts(useMessages().intake.field)
  useEffect(() => {
    const follow = () => {
      const fragment = linkInAddress()
      if (fragment !== null) void followLink(fragment)
    }
    follow()
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return null
}
