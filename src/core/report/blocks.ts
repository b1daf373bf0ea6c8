import type { Hue } from '../figures/hues.ts'
import type { CitedLine } from './cited-lines.ts'
import type { Stamp } from './stamp.ts'
import type { Picture } from './svg/picture.ts'

/**
 * A report as a sequence of blocks, for every brush that writes one: `markdown.ts`, `jira.ts`, `html.ts`, `terminal.ts`. `words` may hold
 * `code` and **strong**; what comes from the paste stands in cells, figures and cited lines, and is never read as markup.
 */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly words: string }
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'steps'; readonly steps: readonly string[] }
  | {
      readonly kind: 'table'
      readonly columns: readonly Column[]
      readonly rows: readonly Row[]
      /** The same as a chart, for brushes that can draw. */
      readonly picture?: Picture
    }
  | { readonly kind: 'figures'; readonly lines: readonly string[] }
  | { readonly kind: 'cited'; readonly lines: readonly CitedLine[]; readonly more: string | null }
  | { readonly kind: 'fold'; readonly words: string; readonly blocks: readonly Block[] }
  /** Last: what it was made from, and how it is opened again. */
  | { readonly kind: 'stamp'; readonly stamp: Stamp; readonly words: string }

export interface Column {
  readonly title: string
  /** Figures stand right. */
  readonly right?: boolean
}

export interface Row {
  readonly cells: readonly string[]
  /** A sum. */
  readonly strong?: boolean
  /** The row as a bar, for brushes that can draw. */
  readonly bar?: RowBar
}

/** From where to where of its column a bar goes, 0…1: of the total, or of all changes. */
export interface RowBar {
  readonly from: number
  readonly to: number
  /** Null is hatched. */
  readonly hue: Hue | null
  /** It lies inside the bar above. */
  readonly part: boolean
}

/** The lines of a citation with their numbers, for brushes that set them as they stand. */
export const numbered = ({ lines, more }: Extract<Block, { readonly kind: 'cited' }>): string[] => [
  ...lines.map(({ line, text }) => `${line}: ${text}`),
  ...(more === null ? [] : [more]),
]
