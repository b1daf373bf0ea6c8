import type { Source } from '../core/text/source.ts'
import { decode } from '../files/decode.ts'
import { textOfPicture } from '../files/picture.ts'

/** Beyond this a browser tab is the wrong place; the message says so. */
export const LARGEST = 50 * 1024 * 1024

export interface Unread {
  readonly name: string
  readonly code: 'not-text' | 'too-big' | 'unreadable'
}

/** The texts of dropped or chosen files, gzip opened, in their order; and which could not be read, and why. */
export async function readFiles(files: readonly File[]): Promise<{ sources: Source[]; unread: Unread[] }> {
  const sources: Source[] = []
  const unread: Unread[] = []
  for (const file of files) {
    const text = await readFile(file)
    if (typeof text === 'string') sources.push({ name: file.name, text })
    else unread.push({ name: file.name, code: text.code })
  }
  return { sources, unread }
}

async function readFile(file: File): Promise<string | { readonly code: Unread['code'] }> {
  if (file.size > LARGEST) return { code: 'too-big' }
  try {
    let bytes: Uint8Array<ArrayBuffer> | null = new Uint8Array(await file.arrayBuffer())
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = await inflate(bytes)
    if (bytes === null) return { code: 'too-big' }
    return decode(bytes) ?? textOfPicture(bytes) ?? { code: 'not-text' }
  } catch {
    return { code: 'unreadable' }
  }
}

/** Opens gzip, but never more than a file may have: a few bytes can claim to be terabytes. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  const parts: BlobPart[] = []
  for (let size = 0; ;) {
    const { done, value } = await reader.read()
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer())
    size += value.byteLength
    if (size > LARGEST) {
      await reader.cancel()
      return null
    }
    parts.push(value)
  }
}
