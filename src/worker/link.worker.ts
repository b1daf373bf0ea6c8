import { pack, unpack } from '../share/permalink.ts'
import type { Parcel } from '../share/parcel.ts'
import { reopen } from '../share/reopen.ts'
import { stampOf } from '../share/stamp.ts'

type Question =
  { readonly pack: Parcel } | { readonly unpack: string } | { readonly reopen: string } | { readonly stamp: Parcel }

function answer(question: Question) {
  if ('pack' in question) return pack(question.pack)
  if ('unpack' in question) return unpack(question.unpack)
  return 'reopen' in question ? reopen(question.reopen) : stampOf(question.stamp)
}

// A document's `self` has another postMessage; in a worker's scope this is the one.
const scope = self as unknown as { onmessage: unknown; postMessage(message: unknown): void }
scope.onmessage = ({ data }: MessageEvent<Question>) => scope.postMessage(answer(data))
