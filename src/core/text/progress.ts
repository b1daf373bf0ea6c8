/** Is told now and then how much of a work is done, from 0 to 1. */
export type Progress = (done: number) => void

/** The progress of a part of a work, which leads from one share of the whole to another. */
export const partOf =
  (whole: Progress, from: number, to: number): Progress =>
  (done) =>
    whole(from + done * (to - from))

/** Lines between two words on how far it has come. */
export const STEP = 2 ** 13
