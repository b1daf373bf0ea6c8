import { markup } from '../../core/text/markup.ts'

/** A finding's words: `code` and **strong**, and nothing else. */
export function Rich({ words }: { readonly words: string }) {
  return markup(words).map(({ kind, text }, index) =>
    kind === 'code' ? <code key={index}>{text}</code> : kind === 'strong' ? <strong key={index}>{text}</strong> : text,
  )
}
