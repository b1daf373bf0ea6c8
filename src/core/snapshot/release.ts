/** `6.12` → 6012000, `2.6.18` → 2006018: releases as numbers that compare. */
export const version = (major: number, minor: number, patch = 0): number => major * 1e6 + minor * 1e3 + patch

/** The release as a number that compares, or null: `2.6.32-431.17.1.el6.x86_64`, `4.18.0-372`, `6.12.117+deb12-amd64`. */
export function releaseNumber(release: string): number | null {
  const match = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(release)
  if (!match) return null
  const [major, minor, patch] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)]
  // Only up to 2.6 the third number is the release; later it counts the fixes to one.
  return major === 2 ? version(major, minor, Math.min(patch, 999)) : version(major, minor)
}
