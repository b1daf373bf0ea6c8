import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

promises('hardware-poisoned', {
  finds: { 'three broken pages': meminfo({ HardwareCorrupted: 12 }) },
  passes: { 'sound memory': meminfo(), 'a kernel that does not print it': meminfo({ HardwareCorrupted: null }) },
  threshold: { below: meminfo({ HardwareCorrupted: 0 }), at: meminfo({ HardwareCorrupted: 4 }) },
  says: [/12 KiB/, /edac-util/],
})
