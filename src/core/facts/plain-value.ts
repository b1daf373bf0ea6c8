import { isSpan } from '../text/source.ts'

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
    const entries = Object.entries(value).filter(([, each]) => each !== undefined && each !== null && !isSpan(each))
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
