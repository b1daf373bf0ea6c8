import type { Report } from '../core/analyze.ts'
import type { Source } from '../core/text/source.ts'

let busy: Worker | undefined

/** Ends the analysis that runs, if any. Its promise never settles. */
export function cancelAnalysis(): void {
  busy?.terminate()
  busy = undefined
}

/** Text in, report out, beside the page. Latest wins: a new call ends the one before it. */
export function analyzeInWorker(sources: readonly Source[]): Promise<Report> {
  cancelAnalysis()
  const worker = start()
  if (!worker) return analyzeHere(sources)
  busy = worker
  return new Promise((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<Report>) => {
      cancelAnalysis()
      resolve(event.data)
    }
    worker.onerror = (event) => {
      cancelAnalysis()
      // An error without a message means that the script could not be loaded: a page opened from disk may start none.
      if (event.message) reject(new Error(event.message))
      else analyzeHere(sources).then(resolve, reject)
    }
    worker.postMessage(sources)
  })
}

function start(): Worker | null {
  try {
    return new Worker(new URL('./analyze.worker.ts', import.meta.url), { type: 'module' })
  } catch {
    return null
  }
}

async function analyzeHere(sources: readonly Source[]): Promise<Report> {
  const { analyze } = await import('../core/analyze.ts')
  return analyze(sources)
}
