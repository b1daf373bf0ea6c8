/** What people write where they left lines out: `[...]`, `(...snipped...)`, `<snip>`. */
const LONGEST = 100
/** Nearly every line of a log is told apart by its first characters. */
const BEGINNING = /^[\s[\](){}<>.…:~-]*(?:snip|skip|trunc|omit|cut|$)/i
const AROUND = /[\s[\](){}<>.…:~-]+/g
const WORDS = /^(?:snip\w*|skip\w*|trunc\w*|omit\w*|cut|)$/i

/** Whether a line stands for others. Whatever is around its one word is taken off first: matched with it, it would cost a power of its length. */
export const isElision = (text: string): boolean =>
  text !== '' && text.length <= LONGEST && BEGINNING.test(text) && WORDS.test(text.replace(AROUND, ' ').trim())
