import { createContext, use } from 'react'
import type { Language } from '../core/language/say.ts'
import { en, type Messages } from './en.ts'
import { zh } from './zh.ts'

const messages: Readonly<Record<Language, Messages>> = { en, zh }

export const LanguageContext = createContext<Language>('en')

/** The language the page speaks. */
export const useLanguage = (): Language => use(LanguageContext)

/** The page's words in that language. */
export const useMessages = (): Messages => messages[useLanguage()]
