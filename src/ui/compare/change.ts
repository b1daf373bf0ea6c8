/** A difference with its sign: `+8.25 MiB`, `−12`, `0`. */
export const sayChange = (change: number, say: (count: number) => string): string =>
  change === 0 ? '0' : `${change > 0 ? '+' : '−'}${say(Math.abs(change))}`
