import type { Parcel } from '../share/parcel.ts'
import { jsonFile } from './json-file.ts'
import { safeCase, type RedactQuestion } from './safe-case.ts'
import { toWire, transferable } from './wire.ts'

// A document's `self` has another postMessage; in a worker's scope this is the one.
const scope = self as unknown as { onmessage: unknown; postMessage(message: unknown, handed: Transferable[]): void }
scope.onmessage = ({ data }: MessageEvent<RedactQuestion | { readonly json: Parcel }>) => {
  if ('json' in data) return scope.postMessage(jsonFile(data.json), [])
  const wire = toWire(safeCase(data))
  scope.postMessage(wire, transferable(wire))
}
