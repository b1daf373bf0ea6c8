import { ownProgram } from '../browser/program.ts'
import type { Report } from '../core/analyze.ts'
import type { Source } from '../core/text/source.ts'
import type { Wire } from './wire.ts'

/** The analyst, started before it is needed: its script takes longer to load than most pastes take to read. */
let analyst: Worker | null | undefined
let busy = false

export function startAnalyst(): void {
  analyst ??= started('analyze', () => new Worker(new URL('./analyze.worker.ts', import.meta.url), { type: 'module' }))
}

/** Ends the analysis that runs, if any. Its promise never settles. */
export function cancelAnalysis(): void {
  if (!busy) return
  analyst?.terminate()
  analyst = undefined
  busy = false
}

/** Text in, report out, beside the page; tells how many percent are done. Latest wins: a new call ends the one before it. */
export async function analyzeInWorker(
  sources: readonly Source[],
  partial: boolean,
  tell: (percent: number) => void,
): Promise<Report> {
  cancelAnalysis()
  startAnalyst()
  const asked = analyst
  busy = true
  try {
    const wire = await ask<Wire | null>(asked ?? null, { sources, partial }, async () => null, tell)
    if (wire === null) return (await import('../core/analyze.ts')).analyze(sources, partial)
    // The worker put a report on it.
    return (await received(wire, () => asked === analyst)) as Report
  } finally {
    if (asked === analyst) busy = false
  }
}

/** Milliseconds after which the page may draw a frame and see to what its reader does. */
const SLICE = 12

/** What comes off the wire, put together in slices; what nobody wants any more never settles. */
export async function received(wire: Wire, isWanted: () => boolean = () => true): Promise<unknown> {
  const building = (await import('./wire.ts')).fromWire(wire)
  for (let since = performance.now(); ;) {
    const { done, value } = building.next()
    if (done) return value
    if (performance.now() - since < SLICE) continue
    await pause()
    if (!isWanted()) return new Promise(() => undefined)
    since = performance.now()
  }
}

/** Lets the browser work. A timer would wait for a second in a tab that is not in sight. */
const pause = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = resolve
    port2.postMessage(null)
  })

/** A worker; on the one-file page, which has no other script, it runs the page's own; null where none can be started. */
export function started(name: 'analyze' | 'link' | 'redact', start: () => Worker): Worker | null {
  try {
    return start()
  } catch {
    return fromProgram(name)
  }
}

function fromProgram(name: 'analyze' | 'link' | 'redact'): Worker | null {
  const program = ownProgram()
  if (program === null) return null
  const url = URL.createObjectURL(new Blob([program.script], { type: 'text/javascript' }))
  try {
    return new Worker(url, { name })
  } catch {
    return null
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** One question to a worker; with `tell`, numbers are no answer yet. Where a browser starts none it is answered `here`. */
function ask<Answer>(
  worker: Worker | null,
  question: unknown,
  here: () => Promise<Answer>,
  tell?: (percent: number) => void,
): Promise<Answer> {
  if (!worker) return here()
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) =>
      tell && typeof data === 'number' ? tell(data) : resolve(data)
    worker.onerror = (event) => {
      // An error without a message means that the script could not be loaded.
      if (event.message) reject(new Error(event.message))
      else here().then(resolve, reject)
    }
    worker.postMessage(question)
  })
}

/** One question to a worker of its own, which ends with the answer. */
export async function askOnce<Answer>(
  worker: Worker | null,
  question: unknown,
  here: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await ask(worker, question, here)
  } finally {
    worker?.terminate()
  }
}
