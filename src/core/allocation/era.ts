import { releaseNumber, version } from '../snapshot/release.ts'
import type { ZoneState } from './zone-state.ts'

/**
 * The kernel's watermark test in its forms (mm/page_alloc.c, __zone_watermark_ok).
 * - `halving`: up to 4.3 (RHEL 5, 7): each order takes its blocks away and halves the mark.
 * - `halving-rhel6`: 2.6.32 of RHEL 6: the loop starts from the mark less min, and halves it twice only.
 * - `blocks`: 4.4 … 6.2 (RHEL 8, 9): order 0 by the mark, then any suitable block.
 * - `reserves`: from 6.3 on: the same, with the reserves asked for one by one.
 */
export type WatermarkEra = 'halving' | 'halving-rhel6' | 'blocks' | 'reserves'

/** What of the test depends on the release. */
export interface Era {
  readonly form: WatermarkEra
  /** Pages beyond those of the block itself that the test takes away first: −1, for some years +1. */
  readonly ownBlock: -1 | 1
  /** Free highatomic pages are taken away (≥ 6.12), not all reserved ones. */
  readonly freeHighatomic: boolean
  /** Requests that may not wait reach the highatomic reserve only with __GFP_HIGH. */
  readonly highatomicNeedsHigh: boolean
  /** Before 4.7 the kernel killed when the high mark could not be reached. */
  readonly killsAtHigh: boolean
  readonly basis: 'release' | 'fields' | 'assumed'
}

/** The era of a release, else of what its zones print. */
export function eraOf(release: string | null, zones: readonly ZoneState[]): Era {
  const known = release === null ? null : releaseNumber(release)
  const at = known ?? releaseByFields(zones)
  const isRhel6 = release !== null && /^2\.6\.32-\d.*\bel6/.test(release)
  const form = at >= version(6, 3) ? 'reserves' : at >= version(4, 4) ? 'blocks' : isRhel6 ? 'halving-rhel6' : 'halving'
  return {
    form,
    // 2.6.38 … 3.2 wrote `free_pages -= (1 << order) + 1` for `- 1`; so does RHEL 6.
    ownBlock: isRhel6 || (at >= version(2, 6, 37) && at < version(3, 3)) ? 1 : -1,
    freeHighatomic: at >= version(6, 12),
    highatomicNeedsHigh: at >= version(6, 12),
    killsAtHigh: at < version(4, 7),
    basis: known !== null ? 'release' : at === ASSUMED ? 'assumed' : 'fields',
  }
}

const ASSUMED = version(5, 10)

/** The earliest release that prints what a report's zones print; a kernel of these years where they print nothing telling. */
function releaseByFields(zones: readonly ZoneState[]): number {
  const prints = (field: 'freeHighatomic' | 'boost' | 'reservedHighatomic') =>
    zones.some((zone) => zone[field] !== null)
  if (prints('freeHighatomic')) return version(6, 19)
  if (prints('boost')) return version(5, 16)
  if (prints('reservedHighatomic')) return version(5, 5)
  const letters = zones.flatMap(({ types }) => types ?? []).join('')
  // Letters stand behind the counts since 3.9; R, the reserve, was gone with 4.4, and H came.
  if (letters.includes('R')) return version(3, 10)
  if (letters.includes('H')) return version(4, 4)
  const isReport = zones.some(({ orders, min }) => orders !== null && min !== null)
  if (isReport && letters === '' && zones.some(({ free }) => (free?.value ?? 0) > 0)) return version(2, 6, 32)
  return ASSUMED
}
