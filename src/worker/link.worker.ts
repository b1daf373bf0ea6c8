import { readFile } from '../files/read-file.ts'
import { pack, unpack } from '../share/permalink.ts'
import type { Parcel } from '../share/parcel.ts'
import { reopen } from '../share/reopen.ts'
import { stampOf } from '../share/stamp.ts'
import { textStampOf } from '../share/text-stamp.ts'

type Question =
  | { readonly read: File }
  | { readonly pack: Parcel }
  | { readonly unpack: string }
  | { readonly reopen: string }
  | { readonly stamp: Parcel }
  | { readonly textStamp: Parcel }

function answer(question: Question) {
  if ('read' in question) return readFile(question.read)
  if ('pack' in question) return pack(question.pack)
  if ('unpack' in question) return unpack(question.unpack)
  if ('reopen' in question) return reopen(question.reopen)
  return 'stamp' in question ? stampOf(question.stamp) : textStampOf(question.textStamp)
}

// A document's `self` has another postMessage; in a worker's scope this is the one.
const scope = self as unknown as { onmessage: unknown; postMessage(message: unknown): void }
scope.onmessage = async ({ data }: MessageEvent<Question>) => scope.postMessage(await answer(data))
