/**
 * A stretch of text that remembers where it came from. Cleaning steps take a piece and give a piece; while a step only
 * cuts, `map` stays null and offsets are arithmetic; a step that changes lengths draws a map, character by character.
 */
export interface Piece {
  readonly text: string
  /** Offset of `text[0]` in the source, where `map` is null. */
  readonly from: number
  readonly map: Uint32Array | null
}

/** The characters from `from` to `to` of a piece. */
export function cutPiece(piece: Piece, from: number, to = piece.text.length): Piece {
  if (from === 0 && to === piece.text.length) return piece
  const map = piece.map?.subarray(from, to) ?? null
  return { text: piece.text.slice(from, to), from: map ? (map[0] ?? piece.from) : piece.from + from, map }
}

/** Replaces each match of `pattern` (global); every character of a replacement maps to the start of its match. */
export function rewrite(piece: Piece, pattern: RegExp, replacement: (match: string) => string): Piece {
  const out: string[] = []
  const map: number[] = []
  let at = 0
  const copy = (to: number) => {
    out.push(piece.text.slice(at, to))
    for (let index = at; index < to; index++) map.push(offsetOf(piece, index))
  }
  for (const match of piece.text.matchAll(pattern)) {
    copy(match.index)
    const put = replacement(match[0])
    out.push(put)
    for (let index = 0; index < put.length; index++) map.push(offsetOf(piece, match.index))
    at = match.index + match[0].length
  }
  if (at === 0) return piece
  copy(piece.text.length)
  return { text: out.join(''), from: map[0] ?? piece.from, map: Uint32Array.from(map) }
}

/** Several pieces as one. */
export function joinPieces(pieces: readonly Piece[]): Piece {
  const [first] = pieces
  if (pieces.length === 1 && first) return first
  const map = pieces.flatMap((piece) => Array.from({ length: piece.text.length }, (_, index) => offsetOf(piece, index)))
  return { text: pieces.map((piece) => piece.text).join(''), from: map[0] ?? 0, map: Uint32Array.from(map) }
}

/** Where the character at `index` stands in the source. */
export const offsetOf = (piece: Piece, index: number): number => piece.map?.[index] ?? piece.from + index
