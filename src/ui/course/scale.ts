/** Where lines are drawn inside a chart: the same in every chart, so that times stand above each other. */
export const PLOT = { left: 76, right: 14, top: 6, height: 150 } as const
