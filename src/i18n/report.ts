import type { Language } from '../core/language/say.ts'
import { en as frameEn, type Messages } from './en.ts'
import { useLanguage } from './index.ts'
import { zh as frameZh } from './zh.ts'
import { en, type ReportMessages } from './report-en.ts'
import { zh } from './report-zh.ts'

const messages: Readonly<Record<Language, Messages & ReportMessages>> = {
  en: { ...frameEn, ...en },
  zh: { ...frameZh, ...zh },
}

/** All words of the page. What the empty page needs not is in here, and comes with the report's own chunk. */
export const useMessages = (): Messages & ReportMessages => messages[useLanguage()]
