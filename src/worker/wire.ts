/**
 * Plain data on its way from one thread to the other. A structured clone is put together in one go, and thousands of kernel
 * reports hold the page up for seconds; this is put together bit by bit. It is a table of nodes in which children stand
 * before their parents, and what was one object on the one side is one on the other.
 */
export interface Wire {
  /** What each value is: one of `CODE`. */
  readonly codes: Uint8Array<ArrayBuffer>
  /** Each value: a number, or the index of a text, a node, a shape. */
  readonly values: Float64Array<ArrayBuffer>
  /** The keys of the objects; most have the keys of many others. */
  readonly shapes: readonly (readonly string[])[]
  /** Every text once, end to end. */
  readonly texts: string
  /** Where in `texts` each one ends. */
  readonly ends: Uint32Array<ArrayBuffer>
  /** Lists of numbers that were packed before: they go as they are. */
  readonly packed: readonly Uint32Array[]
}

const CODE = {
  // Values
  undefined: 0,
  null: 1,
  false: 2,
  true: 3,
  number: 4,
  text: 5,
  node: 6,
  // Nodes: the first value of each tells its shape or its length.
  object: 7,
  array: 8,
  map: 9,
  packed: 10,
} as const

/** A tree of keys, so that the shape of an object is found without a string being made of them. */
interface Keys {
  shape: number | null
  readonly next: Map<string, Keys>
}

/** Values between two pauses: a list of thousands is one node. */
const STEP = 16_384

/** Writes plain data down: objects, arrays and maps without circles. */
export function toWire(data: unknown): Wire {
  let codes = new Uint8Array(1024)
  let values = new Float64Array(1024)
  let length = 0
  const put = (code: number, value: number) => {
    if (length === codes.length) {
      codes = resized(codes, new Uint8Array(2 * length))
      values = resized(values, new Float64Array(2 * length))
    }
    codes[length] = code
    values[length++] = value
  }
  const shapes: (readonly string[])[] = []
  const noKeys: Keys = { shape: null, next: new Map() }
  const texts: string[] = []
  const packed: Uint32Array[] = []
  const textOf = new Map<string, number>()
  const nodes = new Map<object, number>()

  const putText = (text: string) => {
    let index = textOf.get(text)
    if (index === undefined) {
      index = texts.push(text) - 1
      textOf.set(text, index)
    }
    put(CODE.text, index)
  }
  const putValue = (value: unknown) => {
    if (typeof value === 'number') put(CODE.number, value)
    else if (typeof value === 'string') putText(value)
    else if (typeof value === 'object' && value !== null) put(CODE.node, nodes.get(value)!)
    else
      put(
        value === null ? CODE.null : value === undefined ? CODE.undefined : value === true ? CODE.true : CODE.false,
        0,
      )
  }
  const shape = (keys: readonly string[]): number => {
    let end = noKeys
    for (const key of keys) {
      let next = end.next.get(key)
      if (next === undefined) end.next.set(key, (next = { shape: null, next: new Map() }))
      end = next
    }
    return (end.shape ??= shapes.push(keys) - 1)
  }
  /** Children first. */
  const putNode = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || nodes.has(node)) return
    if (node instanceof Uint32Array) put(CODE.packed, packed.push(node) - 1)
    else if (Array.isArray(node)) {
      node.forEach(putNode)
      put(CODE.array, node.length)
      node.forEach(putValue)
    } else if (node instanceof Map) {
      for (const [key, value] of node) {
        putNode(key)
        putNode(value)
      }
      put(CODE.map, node.size)
      for (const [key, value] of node) {
        putValue(key)
        putValue(value)
      }
    } else {
      const members: readonly unknown[] = Object.values(node)
      for (const member of members) if (typeof member === 'object') putNode(member)
      put(CODE.object, shape(Object.keys(node)))
      members.forEach(putValue)
    }
    nodes.set(node, nodes.size)
  }

  putNode(data)
  if (nodes.size === 0) throw new TypeError('nothing to send')
  let end = 0
  return {
    codes: codes.slice(0, length),
    values: values.slice(0, length),
    shapes,
    texts: texts.join(''),
    ends: Uint32Array.from(texts, (text) => (end += text.length)),
    packed,
  }
}

function resized<Numbers extends Uint8Array | Float64Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}

/** What can be handed over without a copy. */
export const transferable = ({ codes, values, ends }: Wire): ArrayBuffer[] => [codes.buffer, values.buffer, ends.buffer]

/** Puts data together again; whoever drives it may pause wherever it yields. */
export function* fromWire({ codes, values, shapes, texts, ends, packed }: Wire): Generator<undefined, unknown> {
  const nodes: object[] = []
  let at = 0
  const value = (): unknown => {
    const code = codes[at]
    const number = values[at++]!
    switch (code) {
      case CODE.undefined:
        return undefined
      case CODE.null:
        return null
      case CODE.number:
        return number
      case CODE.text:
        return texts.slice(ends[number - 1] ?? 0, ends[number])
      case CODE.node:
        return nodes[number]
      default:
        return code === CODE.true
    }
  }
  const node = (): object => {
    const code = codes[at]
    const number = values[at++]!
    if (code === CODE.packed) return packed[number]!
    if (code === CODE.array) return Array.from({ length: number }, value)
    if (code === CODE.map) return new Map(Array.from({ length: number }, () => [value(), value()]))
    const object: Record<string, unknown> = {}
    for (const key of shapes[number]!) object[key] = value()
    return object
  }
  for (let pause = STEP; at < codes.length;) {
    nodes.push(node())
    if (at < pause) continue
    pause = at + STEP
    yield
  }
  return nodes.at(-1)
}
