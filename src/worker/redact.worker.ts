import { fileOf, type FileQuestion } from './case-files.ts'
import { safeCase, type RedactQuestion } from './safe-case.ts'
import { toWire, transferable } from './wire.ts'

// A document's `self` has another postMessage; in a worker's scope this is the one.
const scope = self as unknown as { onmessage: unknown; postMessage(message: unknown, handed: Transferable[]): void }
scope.onmessage = ({ data }: MessageEvent<RedactQuestion | { readonly file: FileQuestion }>) => {
  if ('file' in data) return scope.postMessage(fileOf(data.file), [])
  const wire = toWire(safeCase(data))
  scope.postMessage(wire, transferable(wire))
}
