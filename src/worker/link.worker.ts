import { pack, unpack } from '../share/permalink.ts'
import type { Parcel } from '../share/parcel.ts'
import { reopen } from '../share/reopen.ts'

type Question = { readonly pack: Parcel } | { readonly unpack: string } | { readonly reopen: string }

// A document's `self` has another postMessage; in a worker's scope this is the one.
const scope = self as unknown as { onmessage: unknown; postMessage(message: unknown): void }
scope.onmessage = ({ data }: MessageEvent<Question>) =>
  scope.postMessage('pack' in data ? pack(data.pack) : 'unpack' in data ? unpack(data.unpack) : reopen(data.reopen))
