import { once } from '../lookup.ts'
import { recordsOf } from '../snapshot/snapshot.ts'
import type { Moment } from '../snapshot/moment.ts'
import type { Figure } from '../text/source.ts'
import type { Case } from './rule.ts'

/** A setting of `sysctl` at a moment, by its full name; absent where the paste does not hold it. */
export function settingAt(moment: Moment, name: string): Figure | readonly number[] | undefined {
  for (const { data } of recordsOf(moment, 'sysctl')) {
    const value = data.fields.get(name)
    if (value !== undefined) return value
  }
  return undefined
}

/** A setting that is one number, wherever the case holds it: settings stay while moments pass. */
export const settingOf = ({ moments }: Case, name: string): Figure | undefined => settingsIn(moments).get(name)

/** The first of each name. */
const settingsIn = once((moments: Case['moments']) => {
  const settings = new Map<string, Figure>()
  for (const moment of moments) {
    const names = new Set(recordsOf(moment, 'sysctl').flatMap(({ data }) => [...data.fields.keys()]))
    for (const name of names) {
      const value = settings.has(name) ? undefined : settingAt(moment, name)
      if (value !== undefined && 'span' in value) settings.set(name, value)
    }
  }
  return settings
})
