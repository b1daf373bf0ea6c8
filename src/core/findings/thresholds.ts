import { GIB } from '../units.ts'

/**
 * From where on a figure is worth a word. None of these is a constant of the kernel: each was chosen, and says why.
 * Shares are of RAM where nothing else is named; sizes are bytes.
 */
export const thresholds = {
  'page-tables-large': {
    share: 0.03,
    size: 2 * GIB,
    critical: 0.15,
    reason: 'A healthy machine stays below one percent; 2 GiB is worth a look on any machine.',
  },
} as const
