/**
 * The program of the one-file page. It is its own worker too: a page from disk may load no other script, but may start
 * one from the text that it has.
 */
if (typeof document !== 'undefined') void import('./main.tsx')
else if (self.name === 'link') void import('./worker/link.worker.ts')
else if (self.name === 'redact') void import('./worker/redact.worker.ts')
else void import('./worker/analyze.worker.ts')
