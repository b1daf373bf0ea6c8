import { analyze } from '../core/analyze.ts'
import type { Source } from '../core/text/source.ts'

// A document's `self` has another postMessage; in a worker's scope this is the one.
const scope = self as unknown as { onmessage: unknown; postMessage(message: unknown): void }
scope.onmessage = (event: MessageEvent<readonly Source[]>) => scope.postMessage(analyze(event.data))
