/**
 * The text of a file: UTF-8, UTF-16 of either order, or GB18030 (which holds GBK and GB2312), told by its mark or its
 * bytes. Null where it is no text: an archive, a core dump, a picture.
 */
export function decode(bytes: Uint8Array): string | null {
  const marked = mark(bytes)
  if (marked) return new TextDecoder(marked.encoding).decode(bytes.subarray(marked.length))
  const wide = utf16Order(bytes)
  if (wide) return new TextDecoder(wide).decode(bytes)
  if (isBinary(bytes)) return null
  return tryDecode('utf-8', bytes) ?? tryDecode('gb18030', bytes) ?? new TextDecoder('utf-8').decode(bytes)
}

function mark(bytes: Uint8Array): { encoding: string; length: number } | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', length: 3 }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', length: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', length: 2 }
  return null
}

/** Kernel output is ASCII: in UTF-16 without a mark every other byte of it is zero. */
function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 2048)
  let even = 0
  let odd = 0
  sample.forEach((byte, index) => {
    if (byte !== 0) return
    if (index % 2 === 0) even++
    else odd++
  })
  const half = sample.length / 2
  if (half < 2) return null
  if (odd > half * 0.7 && even < half * 0.1) return 'utf-16le'
  if (even > half * 0.7 && odd < half * 0.1) return 'utf-16be'
  return null
}

/** A serial console may drop a few zero bytes into a log; more than one control character in fifty is no text. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 65536)
  let control = 0
  for (const byte of sample) if (byte < 9 || (byte > 13 && byte < 27)) control++
  return control > sample.length / 50
}

function tryDecode(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
