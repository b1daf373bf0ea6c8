/**
 * The process that a path below /proc is about: `process 187`; `process java` for `/proc/$(pgrep -x java)/status`;
 * `process` where the path does not tell.
 */
export function processOf(path: string | null): string {
  const directory = /^\/proc\/(\$\([^)]*\)|[^/]+)\//.exec(path ?? '')?.[1]
  if (directory === undefined || directory === 'self') return 'process'
  const found = /^\$\((.*)\)$/.exec(directory)?.[1]!.trimEnd()
  return `process ${found === undefined ? directory : found.slice(found.lastIndexOf(' ') + 1)}`
}
