import type { Span } from '../text/source.ts'

/** Something known about the machine, and how: read in the paste, or assumed because the paste does not tell. */
export interface Known<Value> {
  readonly value: Value
  readonly basis: 'read' | 'assumed'
  readonly evidence: readonly Span[]
}
