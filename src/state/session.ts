import { create } from 'zustand'
import type { Report } from '../core/analyze.ts'
import { restsOn } from '../core/findings/rests-on.ts'
import type { Scope } from '../core/ledger/account.ts'
import type { Language } from '../core/language/say.ts'
import type { Source } from '../core/text/source.ts'
import { forgetLink } from '../browser/fragment.ts'
import type { Parcel, View } from '../share/parcel.ts'
import { analyzeInWorker, cancelAnalysis } from '../worker/client.ts'
import { focusAt, placesOf, type Focus } from './focus.ts'

export type Run =
  | { readonly status: 'empty' }
  /** What was there `before` stays on screen meanwhile, and is there again when the reading is called off. */
  | { readonly status: 'reading'; readonly before: { readonly run: Settled; readonly sources: readonly Source[] } }
  | { readonly status: 'ready'; readonly report: Report }
  | { readonly status: 'failed'; readonly message: string }

type Settled = Exclude<Run, { readonly status: 'reading' }>

/** The world said no; the words are in `i18n`. */
export type Refusal =
  | { readonly code: 'not-text' | 'too-big' | 'unreadable'; readonly name: string }
  /** What became of a link; `saved` tells whether a part of it is on the page. */
  | { readonly code: 'link-cut-off'; readonly got: number; readonly expected: number; readonly saved: boolean }
  | { readonly code: 'link-damaged'; readonly saved: boolean }
  | { readonly code: 'link-newer' | 'link-too-big' | 'sent-in-part' }

interface Session {
  readonly sources: readonly Source[]
  readonly run: Run
  /** How much of a text has been read, while it is being read. */
  readonly percent: number
  /** The snapshot on screen. */
  readonly moment: number
  /** The two that are compared, by their ids: `0-2`; `standard` for those that the case opens with, or `none`. */
  readonly compared: string
  /** The panel that a link points to, or null. */
  readonly panel: string | null
  /** The language that a link was sent in, for readers who have not chosen one. */
  readonly language: Language | null
  /** The report of the kernel log that is laid open, by its record; null for the one that the verdict rests on. */
  readonly opened: string | null
  /** Whose book is open; null is the host's, or the first there is. */
  readonly scope: Scope | null
  /** What the pointer or the keyboard is on. */
  readonly hovered: Focus | null
  /** What was clicked: it stays until Esc. */
  readonly pinned: Focus | null
  /** The reader asked for what is pinned; else it is what a case opens with. */
  readonly asked: boolean
  /** Which of the pinned places is in view, counted from the first. */
  readonly place: number
  readonly refusals: readonly Refusal[]
  open(parcel: Parcel): Promise<void>
  /** Opens what a link carries, at the place it points to. */
  follow(parcel: Parcel): Promise<void>
  add(parcel: Parcel): Promise<void>
  cancel(): void
  clear(): void
  choose(moment: number): void
  compare(compared: string): void
  openScope(scope: Scope): void
  openReport(record: string): void
  point(at: Focus | null): void
  pin(at: Focus): void
  /** Marks without a wish to go there. */
  mark(at: Focus | null): void
  /** Lets go of everything that is marked. */
  free(): void
  /** Steps through the lines of what is pinned. */
  step(by: 1 | -1): void
  refuse(refusals: readonly Refusal[]): void
}

const fresh = {
  moment: 0,
  compared: 'standard',
  panel: null,
  language: null,
  opened: null,
  scope: null,
  hovered: null,
  pinned: null,
  asked: false,
  place: 0,
} as const

/** The case on the table. Dies with the tab: dumps are never written anywhere. */
export const useSession = create<Session>()((set, get) => {
  async function read({ sources, view, partial }: Parcel) {
    const { run, sources: shown } = get()
    set({
      sources,
      percent: 0,
      run: { status: 'reading', before: run.status === 'reading' ? run.before : { run, sources: shown } },
    })
    const current = () => get().sources === sources && get().run.status === 'reading'
    try {
      const report = await analyzeInWorker(sources, partial ?? false, (percent) => current() && set({ percent }))
      if (current()) set({ ...fresh, run: { status: 'ready', report }, ...standing(report, view) })
    } catch (cause) {
      if (current()) set({ ...fresh, run: { status: 'failed', message: String(cause) } })
    }
  }
  return {
    ...fresh,
    sources: [],
    run: { status: 'empty' },
    percent: 0,
    refusals: [],
    async open(parcel) {
      forgetLink()
      await read(parcel)
    },
    follow: read,
    async add({ sources, partial }) {
      forgetLink()
      const { language, sources: before } = get()
      const lacks = partial || reportOf(get())?.partial
      const view = language === null ? {} : { language }
      await read({ sources: [...before, ...sources], view, ...(lacks ? { partial: true } : {}) })
    },
    cancel() {
      const { run } = get()
      if (run.status !== 'reading') return
      cancelAnalysis()
      set(run.before)
    },
    clear() {
      cancelAnalysis()
      forgetLink()
      set({ ...fresh, sources: [], run: { status: 'empty' }, refusals: [] })
    },
    choose: (moment) => set({ moment, scope: null, hovered: null }),
    compare: (compared) => set({ compared }),
    openScope: (scope) => set({ scope }),
    openReport: (opened) => set({ opened }),
    point: (hovered) => set({ hovered }),
    pin: (pinned) => set({ pinned, asked: true, place: 0 }),
    mark: (pinned) => set({ pinned, asked: false, place: 0 }),
    free: () => set({ hovered: null, pinned: null, asked: false, place: 0 }),
    step: (by) => set(({ place, pinned }) => ({ asked: true, place: stepped(place, by, placesOf(pinned).length) })),
    refuse: (refusals) => set({ refusals }),
  }
})

/** The report on screen, or null. */
export const reportOf = ({ run }: Pick<Session, 'run'>): Report | null => {
  const shown = run.status === 'reading' ? run.before.run : run
  return shown.status === 'ready' ? shown.report : null
}

/** The texts that the report on screen is of. */
export const sourcesOf = ({ run, sources }: Pick<Session, 'run' | 'sources'>): readonly Source[] =>
  run.status === 'reading' ? run.before.sources : sources

/** The next place around the circle. */
const stepped = (place: number, by: number, count: number) => (count === 0 ? 0 : (place + by + count) % count)

/** The same where something was recognised: a case that must not be lost by accident. */
export const caseOf = (session: Pick<Session, 'run'>): Report | null => {
  const report = reportOf(session)
  return report && report.records.length > 0 ? report : null
}

/** Where a case opens: where its link points, else at its verdict and the book that the verdict rests on. */
function standing(report: Report, { snapshot, compare, panel, focus, language }: View) {
  const [verdict] = report.findings
  const moment = snapshot !== undefined && snapshot in report.moments ? snapshot : (verdict?.snapshot ?? 0)
  const pinned =
    (focus === undefined ? null : focusAt(focus, report)) ?? (verdict ? focusAt('finding:0', report) : null)
  return {
    moment,
    compared: compare ?? 'standard',
    panel: panel ?? null,
    language: language ?? null,
    pinned,
    scope: scopeOf(report, moment),
  }
}

/** Whose book a verdict rests on, where the host's would say less: a control group's, or a report's beside a bare `free`. */
function scopeOf(report: Report, moment: number): Scope | null {
  const { ledger, ledgers } = report.moments[moment] ?? { ledger: null, ledgers: [] }
  const told = ledgers.find(({ basis }) => restsOn(report, basis))
  if (!told) return null
  return told.scope.kind === 'cgroup' || !ledger?.basis.startsWith('meminfo') ? told.scope : null
}
