import { analyze } from '../core/analyze.ts'
import type { Source } from '../core/text/source.ts'
import { toWire, transferable } from './wire.ts'

interface Question {
  readonly sources: readonly Source[]
  readonly partial: boolean
}

// A document's `self` has another postMessage; in a worker's scope this is the one.
const scope = self as unknown as { onmessage: unknown; postMessage(message: unknown, handed?: Transferable[]): void }
scope.onmessage = ({ data: { sources, partial } }: MessageEvent<Question>) => {
  let told = 0
  const wire = toWire(
    analyze(sources, partial, (done) => {
      const percent = Math.floor(100 * done)
      if (percent > told) scope.postMessage((told = percent))
    }),
  )
  scope.postMessage(wire, transferable(wire))
}
