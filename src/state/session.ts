import { create } from 'zustand'
import type { Report } from '../core/analyze.ts'
import type { Scope } from '../core/ledger/account.ts'
import type { Source } from '../core/text/source.ts'
import { analyzeInWorker, cancelAnalysis } from '../worker/client.ts'
import { placesOf, type Focus } from './focus.ts'

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
  | { readonly code: 'link-cut-off' | 'link-damaged' | 'link-newer' | 'link-too-big' }

interface Session {
  readonly sources: readonly Source[]
  readonly run: Run
  /** The snapshot on screen. */
  readonly moment: number
  /** The snapshot it is compared with, or null. */
  readonly against: number | null
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
  open(sources: readonly Source[]): Promise<void>
  add(sources: readonly Source[]): Promise<void>
  cancel(): void
  clear(): void
  choose(moment: number): void
  compare(against: number | null): void
  openScope(scope: Scope): void
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

const fresh = { moment: 0, against: null, scope: null, hovered: null, pinned: null, asked: false, place: 0 } as const

/** The case on the table. Dies with the tab: dumps are never written anywhere. */
export const useSession = create<Session>()((set, get) => {
  async function read(sources: readonly Source[]) {
    const { run, sources: shown } = get()
    set({
      sources,
      run: { status: 'reading', before: run.status === 'reading' ? run.before : { run, sources: shown } },
    })
    const current = () => get().sources === sources && get().run.status === 'reading'
    try {
      const report = await analyzeInWorker(sources)
      if (current()) set({ ...fresh, run: { status: 'ready', report }, moment: report.findings[0]?.snapshot ?? 0 })
    } catch (cause) {
      if (current()) set({ ...fresh, run: { status: 'failed', message: String(cause) } })
    }
  }
  return {
    ...fresh,
    sources: [],
    run: { status: 'empty' },
    refusals: [],
    open: (sources) => read(sources),
    add: (sources) => read([...get().sources, ...sources]),
    cancel() {
      const { run } = get()
      if (run.status !== 'reading') return
      cancelAnalysis()
      set(run.before)
    },
    clear() {
      cancelAnalysis()
      set({ ...fresh, sources: [], run: { status: 'empty' }, refusals: [] })
    },
    choose: (moment) => set({ moment, hovered: null }),
    compare: (against) => set({ against }),
    openScope: (scope) => set({ scope }),
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

/** The next place around the circle. */
const stepped = (place: number, by: number, count: number) => (count === 0 ? 0 : (place + by + count) % count)
