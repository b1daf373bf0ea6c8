import { idsOf, neighbours, pairIn } from '../../core/comparison/pairs.ts'
import { showPanel } from '../../browser/panels.ts'
import { useDesk } from '../../state/desk.ts'
import { usePreferences } from '../../state/preferences.ts'
import { caseOf, useSession } from '../../state/session.ts'
import { chooseFiles } from '../../browser/choose-files.ts'
import { takeFiles } from '../intake/take.ts'

/** Something the keyboard can do. One table serves the keys, the sheet and the palette. */
export interface Action {
  readonly id: ActionId
  /** As `KeyboardEvent.key`; none where only the palette has it. */
  readonly key?: string
  /** Held together with the key. */
  readonly command?: true
  /** Whether it makes sense now. */
  applies?(): boolean
  run(): void
}

export type ActionId =
  | 'palette'
  | 'shortcuts'
  | 'add'
  | 'files'
  | 'share'
  | 'search'
  | 'source'
  | 'nextEvidence'
  | 'previousEvidence'
  | 'nextSnapshot'
  | 'previousSnapshot'
  | 'compare'
  | 'free'
  | 'language'
  | 'theme'
  | 'start'

const report = () => caseOf(useSession.getState())
const hasCase = () => report() !== null
const canCompare = () => {
  const known = report()
  return known !== null && neighbours(known, useSession.getState().moment) !== null
}
const hasSeveral = () => (report()?.moments.length ?? 0) > 1
const show = useDesk.getState().show

export const actions: readonly Action[] = [
  { id: 'palette', key: 'k', command: true, run: () => show({ kind: 'palette' }) },
  { id: 'shortcuts', key: '?', run: () => show({ kind: 'shortcuts' }) },
  { id: 'add', key: 'a', applies: hasCase, run: () => show({ kind: 'add', incoming: null }) },
  { id: 'files', key: 'o', run: () => void chooseFiles().then(takeFiles) },
  { id: 'share', key: 's', applies: hasCase, run: () => show({ kind: 'share' }) },
  { id: 'search', key: '/', applies: hasCase, run: () => document.getElementById('source-search')?.focus() },
  { id: 'source', key: 'l', applies: hasCase, run: () => document.getElementById('source-lines')?.focus() },
  { id: 'nextEvidence', key: 'n', applies: hasCase, run: () => useSession.getState().step(1) },
  { id: 'previousEvidence', key: 'p', applies: hasCase, run: () => useSession.getState().step(-1) },
  { id: 'nextSnapshot', key: ']', applies: hasSeveral, run: () => turn(1) },
  { id: 'previousSnapshot', key: '[', applies: hasSeveral, run: () => turn(-1) },
  { id: 'compare', key: 'c', applies: canCompare, run: compareWithNeighbour },
  { id: 'free', key: 'Escape', applies: hasCase, run: () => useSession.getState().free() },
  {
    id: 'language',
    run: () => {
      const next = document.documentElement.lang.startsWith('zh') ? 'en' : 'zh'
      usePreferences.getState().set({ language: next })
    },
  },
  {
    id: 'theme',
    run: () => {
      const { theme, set } = usePreferences.getState()
      set({ theme: theme === 'system' ? 'light' : theme === 'light' ? 'dark' : 'system' })
    },
  },
  { id: 'start', applies: hasCase, run: () => useSession.getState().clear() },
]

function turn(by: 1 | -1) {
  const { moment, choose } = useSession.getState()
  const count = report()?.moments.length ?? 0
  choose((moment + by + count) % count)
}

/** Holds the snapshot on screen against the one before it, or the first against the next; a second time, no more. */
function compareWithNeighbour() {
  const { moment, compared, compare } = useSession.getState()
  const known = report()
  if (!known) return
  const wanted = idsOf(neighbours(known, moment))
  const shown = idsOf(pairIn(known, compared))
  compare(wanted === shown ? 'none' : wanted)
  if (wanted !== shown) requestAnimationFrame(() => showPanel('compare'))
}
