import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { forgetLanguage } from '../browser/fragment.ts'
import type { Language } from '../core/language/say.ts'

export type Theme = 'system' | 'light' | 'dark'

interface Preferences {
  /** Null follows the browser. */
  readonly language: Language | null
  readonly theme: Theme
  /** Single-key shortcuts can be in the way of speech input (WCAG 2.1.4): they can be turned off. */
  readonly shortcuts: boolean
  readonly units: 'bytes' | 'blocks'
  set(change: Partial<Omit<Preferences, 'set'>>): void
}

/** What the reader likes; kept between visits. Never holds a byte of a dump. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      language: null,
      theme: 'system',
      shortcuts: true,
      units: 'bytes',
      set(change) {
        // What is chosen on the page goes before what its address asked for.
        if (change.language) forgetLanguage()
        set(change)
      },
    }),
    {
      name: 'memledger',
      version: 1,
      partialize: ({ language, theme, shortcuts, units }) => ({ language, theme, shortcuts, units }),
    },
  ),
)

/** The language to speak: the address bar's wish, else the preference, else that of the link, else the browser's first known one. */
export function languageOf(
  preference: Language | null,
  search: string,
  browser: readonly string[],
  link: Language | null = null,
): Language {
  const wished = new URLSearchParams(search).get('lang')
  if (wished === 'en' || wished === 'zh') return wished
  if (preference !== null) return preference
  if (link !== null) return link
  for (const tag of browser) {
    if (tag.startsWith('zh')) return 'zh'
    if (tag.startsWith('en')) return 'en'
  }
  return 'en'
}
