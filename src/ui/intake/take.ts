import type { Source } from '../../core/text/source.ts'
import { mayHoldCase } from '../../share/case-mark.ts'
import { caseOf, useSession, type Refusal } from '../../state/session.ts'

/** Takes sources in. A case that is open is never replaced without a word: the reader is asked. */
export async function takeSources(sources: readonly Source[], unread: readonly Refusal[] = []): Promise<void> {
  const session = useSession.getState()
  if (caseOf(session) || sources.some(({ text }) => mayHoldCase(text))) {
    const { receive, withCases } = await import('./receive.ts')
    return receive(await withCases(sources, unread))
  }
  session.refuse(unread)
  if (sources.length > 0) await session.open({ sources, view: {} })
}

/** Reads files and takes them in; says which could not be read, and why. */
export async function takeFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return
  const { readFiles } = await import('../../worker/errands.ts')
  const { sources, unread } = await readFiles(files)
  await takeSources(sources, unread)
}
