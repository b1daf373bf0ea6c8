import { hueOf, type Hue } from '../../core/figures/hues.ts'
import type { Step } from '../../core/figures/waterfall.ts'

/** The colour of a bar, or null where it is hatched. */
export const colourOf = (id: Step['id']): string | null => {
  const hue = hueOf(id)
  return hue && colourOfHue(hue)
}

export const colourOfHue = (hue: Hue | 'unaccounted'): string => `var(--${hue === 'total' ? 'line-strong' : hue})`
