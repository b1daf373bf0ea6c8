/** A count in four characters: `9999`, `127k`, `9.2M`. The whole figure stands in the cell's title. */
export function short(count: number): string {
  if (count < 10_000) return String(count)
  if (count < 1e6) return `${Math.round(count / 1000)}k`
  if (count < 1e7) return `${(count / 1e6).toFixed(1)}M`
  return `${Math.round(count / 1e6)}M`
}

const UNITS = ['B', 'K', 'M', 'G', 'T'] as const

/** A size in four or five characters, in powers of 1024: `64K`, `497M`, `1.0G`. */
export function shortBytes(bytes: number): string {
  if (bytes === 0) return '0'
  let size = bytes
  let unit = 0
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1024
    unit++
  }
  return `${size < 9.95 && unit > 2 ? size.toFixed(1) : Math.round(size)}${UNITS[unit]}`
}
