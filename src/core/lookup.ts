/**
 * Works out once for each key what is asked for many times: a list by the hundred rules, a moment by every rule that looks
 * at moments one by one. A key must never change; it keeps the answer as long as it lives itself.
 */
export function once<Key extends object, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>()
  return (key) => {
    let found = known.get(key)
    if (found === undefined) known.set(key, (found = { value: work(key) }))
    return found.value
  }
}

/** Sorts items under keys, in the order in which the keys come first. */
export function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, [Item, ...Item[]]> {
  const groups = new Map<Key, [Item, ...Item[]]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

/** The index of the first item that stands at a place or behind it; `items` stand in the order of their places. */
export function indexFrom<Item>(items: readonly Item[], at: number, placeOf: (item: Item) => number): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (placeOf(items[middle]!) < at) low = middle + 1
    else high = middle
  }
  return low
}

/** The item that lies nearest to a place, of equals the first; `items` stand in the order of their places. */
export function nearest<Item>(items: readonly Item[], at: number, placeOf: (item: Item) => number): Item | undefined {
  const index = indexFrom(items, at, placeOf)
  const [before, after] = [items[index - 1], items[index]]
  if (before === undefined || after === undefined) return before ?? after
  return at - placeOf(before) <= placeOf(after) - at ? before : after
}
