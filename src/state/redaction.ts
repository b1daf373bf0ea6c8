import { create } from 'zustand'
import type { Report } from '../core/analyze.ts'
import { DEFAULT_SWITCHES, type Switches } from '../core/redact/kinds.ts'
import type { Source } from '../core/text/source.ts'
import type { Parcel, View } from '../share/parcel.ts'
import { redactInWorker } from '../worker/errands.ts'
import type { SafeCase } from '../worker/safe-case.ts'
import { reportOf, sourcesOf, useSession } from './session.ts'

declare const cleared: unique symbol

/**
 * What may leave the page: texts without the names that the reader wants replaced, and the report on exactly these. Every export is
 * made from one, and none is made but here.
 */
export interface Subject {
  readonly report: Report
  readonly sources: readonly Source[]
  readonly [cleared]: true
}

/** What leaves with the place where its reader will stand, for whatever carries the case. */
export const parcelOf = ({ report: { partial }, sources }: Subject, view: View): Parcel => ({
  sources,
  view,
  ...(partial ? { partial } : {}),
})

export const subjectOf = ({ report, redacted: { sources } }: SafeCase): Subject => ({ report, sources }) as Subject

interface Redaction {
  readonly switches: Switches
  /** The first text of the case that the switches were chosen for: the next case begins with all of them on. */
  readonly first: Source | null
  /** What is printed in the place of the case on the page. */
  readonly paper: { readonly subject: Subject; readonly of: readonly Source[] } | null
  choose(switches: Switches): void
  /** Puts what leaves on the paper that is printed next, or takes it off. */
  lay(subject: Subject | null): void
}

/** What the reader wants replaced before anything leaves: one choice for the share dialog and for every panel's menu. */
export const useRedaction = create<Redaction>()((set) => ({
  switches: DEFAULT_SWITCHES,
  first: null,
  paper: null,
  choose: (switches) => set({ switches, first: sourcesOf(useSession.getState())[0] ?? null }),
  lay: (subject) => set({ paper: subject && { subject, of: sourcesOf(useSession.getState()) } }),
}))

/** The switches for a case; whoever adds to it has chosen already. */
export const switchesFor =
  ([first]: readonly Source[]) =>
  ({ switches, first: chosen }: Pick<Redaction, 'switches' | 'first'>): Switches =>
    first !== undefined && first === chosen ? switches : DEFAULT_SWITCHES

/** The last answer for each case, which goes with it. */
const known = new WeakMap<readonly Source[], { readonly switches: Switches; readonly safe: Promise<SafeCase> }>()

/** A case without its names, worked out beside the page and once for whoever asks: the dialog, one menu after the other. */
export function withoutNames(sources: readonly Source[], switches: Switches): Promise<SafeCase> {
  const before = known.get(sources)
  if (before?.switches === switches) return before.safe
  const partial = reportOf(useSession.getState())?.partial ?? false
  const safe = redactInWorker({ sources, switches, partial })
  known.set(sources, { switches, safe })
  // What failed may be tried again.
  safe.catch(() => known.delete(sources))
  return safe
}

/** The case on the page as the reader lets it leave, for the menus of the panels. */
export async function leaving(): Promise<Subject> {
  const sources = sourcesOf(useSession.getState())
  return subjectOf(await withoutNames(sources, switchesFor(sources)(useRedaction.getState())))
}
