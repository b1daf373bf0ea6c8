import type { Span } from '../core/text/source.ts'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isSpan = (value: unknown): value is Span =>
  isObject(value) && ['source', 'line', 'from', 'to'].every((key) => typeof value[key] === 'number')

const children = (value: unknown): [string, unknown][] =>
  value instanceof Map
    ? [...value].map(([key, each]) => [String(key), each])
    : Array.isArray(value)
      ? value.map((each, index) => [String(index), each])
      : isObject(value)
        ? Object.entries(value)
        : []

/** Every place that a value cites, however deep. */
export function spansIn(value: unknown, found: Span[] = []): Span[] {
  if (isSpan(value)) found.push(value)
  else if (!ArrayBuffer.isView(value)) for (const [, each] of children(value)) spansIn(each, found)
  return found
}

/** Every number that cites the characters it was read from. */
export function figuresIn(value: unknown, path = ''): { path: string; value: number; span: Span }[] {
  if (isObject(value) && isSpan(value['span']) && typeof value['value'] === 'number') {
    return [{ path, value: value['value'], span: value['span'] }]
  }
  return children(value).flatMap(([key, each]) => figuresIn(each, `${path}.${key}`))
}

/** Numbers of the lines of a text that are not blank. */
export const linesIn = (text: string): number[] =>
  text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [index + 1]))
