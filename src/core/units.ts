/** Quantities the kernel reports. The brands make adding pages to bytes a compile error. */
declare const unit: unique symbol
export type Bytes = number & { readonly [unit]: 'bytes' }
export type Pages = number & { readonly [unit]: 'pages' }

export const bytes = (count: number): Bytes => count as Bytes
export const pages = (count: number): Pages => count as Pages

/** The kernel's "kB" and "KB" are 1024 bytes (fs/proc/meminfo.c, show_val_kb). */
export const KIB = 1024
export const MIB = 1024 * KIB
export const GIB = 1024 * MIB

export const kibibytes = (count: number): Bytes => (count * KIB) as Bytes
export const toBytes = (count: Pages, pageSize: Bytes): Bytes => (count * pageSize) as Bytes
export const sum = (list: readonly Bytes[]): Bytes => list.reduce<number>((total, each) => total + each, 0) as Bytes
export const difference = (from: Bytes, less: Bytes): Bytes => (from - less) as Bytes
