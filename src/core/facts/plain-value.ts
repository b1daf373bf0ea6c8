import { isPlace } from '../text/source.ts'

/** A value of a record without its places: numbers, text, lists and objects that JSON can hold. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }

const isFigure = (value: object): value is { value: number | string } => 'span' in value && 'value' in value

/** Takes the spans out of record data: figures become their values, `fields` and `rows` merge into their owner. */
export function plainValue(value: unknown): Plain {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) return value.map(plainValue)
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, each]) => [String(key), plainValue(each)]))
  if (typeof value === 'object') {
    if (isFigure(value)) return value.value
    const entries = Object.entries(value).filter(([, each]) => each !== undefined && each !== null && !isPlace(each))
    if (entries.length === 1 && entries[0]![0] === 'fields') return plainValue(entries[0]![1])
    return Object.fromEntries(
      entries.flatMap(([key, each]): [string, Plain][] =>
        key === 'fields' && each instanceof Map
          ? [...each].map(([name, field]) => [String(name), plainValue(field)])
          : [[key, plainValue(each)]],
      ),
    )
  }
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value
  return null
}

/** Whether two values of records are the same but for their places; ends at the first difference, builds nothing. */
export function samePlain(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return (a ?? null) === (b ?? null)
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((each, index) => samePlain(each, b[index]))
  }
  if (a instanceof Map) {
    return (
      b instanceof Map && a.size === b.size && [...a].every(([key, each]) => b.has(key) && samePlain(each, b.get(key)))
    )
  }
  const left = membersOf(a)
  const right = membersOf(b)
  return (
    left.length === right.length &&
    left.every(([key, each], index) => key === right[index]![0] && samePlain(each, right[index]![1]))
  )
}

const membersOf = (value: object) =>
  Object.entries(value).filter(([, each]) => each !== undefined && each !== null && !isPlace(each))
