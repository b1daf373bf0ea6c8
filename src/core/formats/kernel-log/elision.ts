/** What people write where they left lines out: `[...]`, `(...snipped...)`, `<snip>`. */
const LONGEST = 100
/** One word at most among brackets, dots and blanks; these and the word share no character, so there is one way to match. */
const ELISION = /^[\s[\](){}<>.…:~-]*(?:(?:snip\w*|skip\w*|trunc\w*|omit\w*|cut)[\s[\](){}<>.…:~-]*)?$/i

/** Whether a line stands for others. */
export const isElision = (text: string): boolean => text !== '' && text.length <= LONGEST && ELISION.test(text)
