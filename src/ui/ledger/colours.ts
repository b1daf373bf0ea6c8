import { hueOf } from '../../core/figures/hues.ts'
import type { Step } from '../../core/figures/waterfall.ts'

/** The colour of a bar, or null where it is hatched. */
export const colourOf = (id: Step['id']): string | null => {
  const hue = hueOf(id)
  return hue && `var(--${hue === 'total' ? 'line-strong' : hue})`
}
