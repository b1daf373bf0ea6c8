/** How the lines begin by which a case is opened again. A quick look, before what opens them is loaded. */
export const CASE_MARK = /(memledger-case:|#v)(\d{1,6})\.([0-9a-z]{1,7})\.|#gz=(?=H4sI)/g

/** Whether a text may hold a case; never false where `reopen` finds one. */
export const mayHoldCase = (text: string): boolean => text.search(CASE_MARK) >= 0
