/** Makes the document light, dark, or as the system is (`tokens.css`). */
export function applyTheme(theme: 'system' | 'light' | 'dark'): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

/** Tells the browser, screen readers and hyphenation which language the page speaks. */
export function applyLanguage(language: 'en' | 'zh'): void {
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en'
}
