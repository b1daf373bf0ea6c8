/** What people write where they left lines out: `[...]`, `(...snipped...)`, `<snip>`. */
const LONGEST = 400
const ELISION =
  /^[[(<{]{0,3}\s*(?:[.…:~-]{2,40}|…|:)?\s*(?:snip\w*|skip\w*|trunc\w*|omit\w*|cut)?\s*[.…:~-]{0,40}\s*[\])>}]{0,3}$/i

export const isElision = (text: string): boolean => text !== '' && text.length <= LONGEST && ELISION.test(text)
