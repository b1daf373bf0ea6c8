import type { Hue } from '../../figures/hues.ts'
import type { Severity } from '../../findings/rule.ts'

/** The light colours of `tokens.css`, in figures: a picture takes no style sheet along. A test holds the two together. */
export const colours = {
  panel: '#ffffff',
  sunken: '#f0f0ec',
  line: '#e0dfd9',
  'line-strong': '#c4c2b9',
  ink: '#1c1d1f',
  'ink-soft': '#5b5d62',
  accent: '#1f5fbf',
  critical: '#b3261e',
  warning: '#8a5200',
  notice: '#1f5fbf',
  info: '#5b5d62',
  good: '#1e6e3c',
  free: '#87939c',
  anon: '#2f6fc4',
  shmem: '#6d55c4',
  'file-cache': '#2a8f86',
  buffers: '#4f8f48',
  slab: '#b5761a',
  kernel: '#a4552f',
  hugetlb: '#a8467f',
  'swap-cache': '#5d7f9b',
  devices: '#7a6a4f',
  unaccounted: '#b3261e',
} as const satisfies Readonly<Record<string, string>>

/** What hatching stands on: a seventh of its ink. */
export const HATCH_GROUND = '#f4e0df'
/** What an order asked for could use. */
export const TINT = '#eef3fa'

export const colourOfHue = (hue: Hue | 'unaccounted'): string =>
  hue === 'total' ? colours['line-strong'] : colours[hue]
export const colourOfSeverity = (severity: Severity): string => colours[severity]
