import { isSpan, type Span } from '../text/source.ts'

/** A cell of a record's table: what was read, and where. */
export interface Cell {
  /** Of a number its digits, every one of them. */
  readonly text: string
  readonly number: boolean
  readonly spans: readonly Span[]
}

/** A part of a record as a table: named fields, or rows under columns. */
export interface Part {
  /** The path of the part inside the record: `zones`, `tasks`; empty for the record's own fields. */
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (Cell | null)[])[]
  /** By row: where it was read. */
  readonly places: readonly (readonly Span[])[]
}

const NOTHING: readonly Span[] = []

/**
 * Any record as tables, from the shape of its data alone, so that a new format is shown without a line of its own: named
 * values become one table of two columns, each list of objects a table of its own.
 */
export function partsOf(data: unknown): Part[] {
  const parts: Part[] = []
  const own: { key: string; cell: Cell }[] = []
  collect(data, '', own, parts)
  if (own.length > 0) {
    parts.unshift({
      name: '',
      columns: [],
      rows: own.map(({ key, cell }) => [{ text: key, number: false, spans: cell.spans }, cell]),
      places: own.map(({ cell }) => cell.spans),
    })
  }
  return parts
}

/** The names of the parts of a record, without making them. */
export function partNamesOf(data: unknown): Set<string> {
  const names = new Set<string>()
  const walk = (value: unknown, path: string): void => {
    if (isCell(value)) names.add('')
    else if (Array.isArray(value)) {
      if (value.length > 0) names.add(path)
    } else for (const [key, each] of entriesOf(value)) walk(each, step(path, key))
  }
  walk(data, '')
  return names
}

const isCell = (value: unknown) => cellOf(value) !== null

function collect(value: unknown, path: string, own: { key: string; cell: Cell }[], parts: Part[]): void {
  const cell = cellOf(value)
  if (cell) {
    own.push({ key: path, cell })
    return
  }
  if (Array.isArray(value)) {
    if (value.length > 0) parts.push(listPart(path, value))
    return
  }
  for (const [key, each] of entriesOf(value)) {
    collect(each, step(path, key), own, parts)
  }
}

function listPart(name: string, list: readonly unknown[]): Part {
  const flat = list.map((each) => flatten(each))
  const columns = [...new Set(flat.flatMap((row) => [...row.keys()]))]
  return {
    name,
    columns,
    rows: flat.map((row) => columns.map((column) => row.get(column) ?? null)),
    places: list.map((each, index) => {
      const span = spanIn(each)
      return span ? [span] : [...flat[index]!.values()].flatMap(({ spans }) => spans)
    }),
  }
}

/** The leaves of a row under their paths. */
function flatten(value: unknown): Map<string, Cell> {
  const row = new Map<string, Cell>()
  const walk = (each: unknown, path: string): void => {
    const cell = cellOf(each)
    if (cell) row.set(path, cell)
    else if (Array.isArray(each)) each.forEach((inner, index) => walk(inner, `${path}[${index}]`))
    else for (const [key, inner] of entriesOf(each)) walk(inner, step(path, key))
  }
  walk(value, '')
  return row
}

/** `fields` and `rows` add no step to a path, as in the facts. */
const step = (path: string, key: string) =>
  key === 'fields' || key === 'rows' ? path : path === '' ? key : `${path}.${key}`

function entriesOf(value: unknown): [string, unknown][] {
  if (value instanceof Map) return [...value].map(([key, each]) => [String(key), each])
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).filter(([, each]) => !isSpan(each))
}

function cellOf(value: unknown): Cell | null {
  if (typeof value === 'string') return { text: value, number: false, spans: NOTHING }
  if (typeof value === 'boolean') return { text: String(value), number: false, spans: NOTHING }
  if (typeof value === 'number') return { text: String(value), number: true, spans: NOTHING }
  if (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((each) => typeof each === 'number' || typeof each === 'string')
  ) {
    return { text: value.join(' '), number: false, spans: NOTHING }
  }
  if (typeof value !== 'object' || value === null || !('value' in value) || !('span' in value) || !isSpan(value.span)) {
    return null
  }
  const exact = 'exact' in value && typeof value.exact === 'string' ? value.exact : null
  const inner = value.value
  if (typeof inner !== 'number' && typeof inner !== 'string') return null
  return {
    text: typeof inner === 'number' ? (exact ?? String(inner)) : inner,
    number: typeof inner === 'number',
    spans: [value.span],
  }
}

const spanIn = (value: unknown): Span | null =>
  typeof value === 'object' && value !== null && 'span' in value && isSpan(value.span) ? value.span : null
