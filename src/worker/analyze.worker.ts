import { analyze } from '../core/analyze.ts'
import type { Source } from '../core/text/source.ts'
import { toWire, transferable } from './wire.ts'

// A document's `self` has another postMessage; in a worker's scope this is the one.
const scope = self as unknown as { onmessage: unknown; postMessage(message: unknown, handed: Transferable[]): void }
scope.onmessage = (event: MessageEvent<readonly Source[]>) => {
  const wire = toWire(analyze(event.data))
  scope.postMessage(wire, transferable(wire))
}
