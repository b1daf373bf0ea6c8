/**
 * Predicts the next bit of a text from what came before, by mixing the guesses of several contexts (after Matt Mahoney's
 * PAQ and lpaq). Kernel dumps are tables: what stands above, the first word of the line and the number of the field tell
 * more than the last few characters do, and that is why links made with it are far shorter than deflate or brotli make
 * them (`npm run bench` prints by how much).
 *
 * Whole numbers only: every browser must predict the same bits, forever. A change here needs a new link version.
 */
export interface Predictor {
  /** The probability that the next bit is 1, in 4096ths: 1…4095. */
  predict(): number
  /** Learns the bit that came. */
  learn(bit: number): void
}

/** Texts up to this size can be predicted. */
export const LARGEST = 2 ** 20

const CONTEXTS = 8
/** The contexts, the match, and a constant. */
const INPUTS = CONTEXTS + 2
const MATCH = CONTEXTS
const SLOT_BITS = 20
/** Shortest repetition worth following, and after how many misses it is left. */
const SHORTEST_MATCH = 5
const MISSES = 7
/** A guess moves by 1/(n + 1.5) of its error at its n-th use, but never less than this often. */
const STEADY = 30

/** 4096 / (1 + e^-x) at x = -8, -7.5 … 8: probability from log odds, the way between is linear. */
const LOGISTIC = [
  1, 2, 3, 6, 10, 16, 27, 45, 73, 120, 194, 310, 488, 747, 1101, 1546, 2047, 2549, 2994, 3348, 3607, 3785, 3901, 3975,
  4022, 4050, 4068, 4079, 4085, 4089, 4092, 4093, 4094, 4095,
]
/** Probability by log odds (+2048), and log odds by probability. */
const SQUASH = new Int32Array(4096)
const STRETCH = new Int32Array(4096)
for (let odds = -2048, next = 0; odds < 2048; odds++) {
  const step = (odds >> 7) + 16
  const part = odds & 127
  const probability = (LOGISTIC[step]! * (128 - part) + LOGISTIC[step + 1]! * part + 64) >> 7
  SQUASH[odds + 2048] = probability
  while (next <= probability) STRETCH[next++] = odds
}
const RATE = Int32Array.from({ length: STEADY + 1 }, (_, uses) => Math.trunc(65536 / (uses + 1.5)))

const scatter = (hash: number) => {
  const first = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35)
  return second ^ (second >>> 16)
}
const hash = (a: number, b: number, c: number) =>
  scatter((Math.imul(a, 0x2c1b3c6d) + Math.imul(b, 0x297a2d39) + Math.imul(c, 0x1b56c4e9)) | 0)

const isDigit = (byte: number) => byte > 47 && byte < 58
const isLetter = (byte: number) => ((byte | 32) > 96 && (byte | 32) < 123) || byte > 127 || byte === 95
/** What ends a field: blank, colon, comma, equals sign. */
const isGap = (byte: number) => byte === 32 || byte === 58 || byte === 44 || byte === 61

/** All that a predictor has learned. */
export interface Memory {
  readonly text: Uint8Array
  length: number
  /** A slot is what one context expects after one partial byte: a probability, and its check with the count of uses. */
  readonly probability: Uint16Array
  readonly check: Uint16Array
  /** Two mixers: the weights of one are chosen by the partial byte, of the other also by the class of the last byte. */
  readonly weights: Int32Array
  readonly classWeights: Int32Array
  /** Where a sequence of bytes was last seen, and how far to trust that it goes on. */
  readonly seen: Int32Array
  readonly matchProbability: Uint16Array
}

export const blankMemory = (): Memory => ({
  text: new Uint8Array(LARGEST + 2 ** 16),
  length: 0,
  probability: new Uint16Array(2 ** SLOT_BITS).fill(32768),
  check: new Uint16Array(2 ** SLOT_BITS),
  weights: new Int32Array(256 * INPUTS).fill(14000),
  classWeights: new Int32Array(8 * 256 * INPUTS).fill(14000),
  seen: new Int32Array(2 ** 16),
  matchProbability: new Uint16Array(512).fill(32768),
})

export const copyMemory = (memory: Memory): Memory => ({
  text: memory.text.slice(),
  length: memory.length,
  probability: memory.probability.slice(),
  check: memory.check.slice(),
  weights: memory.weights.slice(),
  classWeights: memory.classWeights.slice(),
  seen: memory.seen.slice(),
  matchProbability: memory.matchProbability.slice(),
})

/** A predictor that stands at the beginning of a line, and knows what is in `memory`; it learns into it. */
export function predictor(memory: Memory): Predictor {
  const { text, probability, check, weights, classWeights, seen, matchProbability } = memory
  const context = new Int32Array(CONTEXTS)
  const slot = new Int32Array(CONTEXTS)
  const input = new Int32Array(INPUTS)
  let at = 0
  let classAt = 0
  let guess = 2048
  let classGuess = 2048

  let match = 0
  let matched = 0
  let missed = 0
  let matchSlot = 0

  // Where we are: in the text, the byte, the word, the field, the line.
  let { length } = memory
  let partial = 1
  let bits = 0
  let last4 = 0
  let word = 0
  let previousWord = 0
  let line = length
  let previousLine = length
  let field = 0
  let fieldStart = length
  let fieldHash = 0
  let firstField = 0
  /** The last eight bytes, every digit as 0. */
  let shape = 0
  let kind = 0

  setContexts()

  function setContexts() {
    const last = last4 & 255
    const above = previousLine + length - line
    const up = above < line ? text[above]! : 10
    const next = above + 1 < line ? text[above + 1]! : 10
    context[0] = hash(1, last, 0)
    context[1] = hash(2, last4 & 0xffff, 0)
    context[2] = hash(3, last4 & 0xffffff, 0)
    context[3] = hash(4, shape, 0)
    context[4] = hash(5, word, last)
    context[5] = hash(6, word, previousWord)
    context[6] = hash(7, up | (next << 8) | (last << 16), 0)
    context[7] = hash(8, firstField, (field << 8) | (length - fieldStart))
  }

  function predict(): number {
    const mark = Math.imul(partial, 0x9e3779b1)
    for (let index = 0; index < CONTEXTS; index++) {
      const key = Math.imul((context[index]! + mark) | 0, 0x2545f491)
      const place = key >>> (32 - SLOT_BITS)
      const expected = (key << 6) & 0xffc0
      if ((check[place]! & 0xffc0) !== expected) {
        check[place] = expected
        probability[place] = 32768
      }
      slot[index] = place
      input[index] = STRETCH[probability[place]! >> 4]!
    }
    matchSlot = 0
    input[MATCH] = 0
    if (match > 0) {
      const byte = text[match]! | 256
      if (byte >> (8 - bits) === partial) {
        const bit = (byte >> (7 - bits)) & 1
        matchSlot = 1 + (((matched < 15 ? matched : 15) << 4) | (missed << 1) | bit)
        input[MATCH] = STRETCH[matchProbability[matchSlot]! >> 4]!
      }
    }
    input[MATCH + 1] = 256

    at = partial * INPUTS
    classAt = ((kind << 8) | partial) * INPUTS
    let sum = 0
    let classSum = 0
    for (let index = 0; index < INPUTS; index++) {
      const odds = input[index]!
      sum = (sum + (Math.imul(odds, weights[at + index]!) >> 8)) | 0
      classSum = (classSum + (Math.imul(odds, classWeights[classAt + index]!) >> 8)) | 0
    }
    const odds = clamp(sum >> 8)
    const classOdds = clamp(classSum >> 8)
    guess = SQUASH[odds + 2048]!
    classGuess = SQUASH[classOdds + 2048]!
    const mixed = SQUASH[((odds + classOdds) >> 1) + 2048]!
    return mixed < 1 ? 1 : mixed
  }

  function learn(bit: number) {
    const target = bit * 65535
    for (let index = 0; index < CONTEXTS; index++) {
      const place = slot[index]!
      const uses = check[place]! & 63
      probability[place] = probability[place]! + (Math.imul((target - probability[place]!) >> 1, RATE[uses]!) >> 15)
      if (uses < STEADY) check[place] = check[place]! + 1
    }
    if (matchSlot > 0) {
      matchProbability[matchSlot] = matchProbability[matchSlot]! + ((target - matchProbability[matchSlot]!) >> 5)
    }
    const error = ((bit << 12) - guess) * 20
    const classError = ((bit << 12) - classGuess) * 20
    for (let index = 0; index < INPUTS; index++) {
      const odds = input[index]!
      weights[at + index] = weights[at + index]! + ((Math.imul(odds, error) + 8192) >> 14)
      classWeights[classAt + index] = classWeights[classAt + index]! + ((Math.imul(odds, classError) + 8192) >> 14)
    }
    partial = (partial << 1) | bit
    if (++bits < 8) return
    append(partial & 255)
    partial = 1
    bits = 0
    setContexts()
  }

  function append(byte: number) {
    text[length++] = byte
    memory.length = length
    last4 = (last4 << 8) | byte
    const letter = isLetter(byte)
    if (letter) word = hash(20, word, byte)
    else if (word !== 0) {
      previousWord = word
      word = 0
    }
    // Digits and blanks alternate between two classes, so that their run's beginning is told from its middle.
    kind = isDigit(byte) ? (kind === 2 ? 3 : 2) : letter ? 1 : byte === 32 ? (kind === 4 ? 5 : 4) : byte === 10 ? 0 : 6
    if (byte === 10) {
      previousLine = line
      line = fieldStart = length
      field = fieldHash = firstField = 0
    } else if (isGap(byte)) {
      if (fieldStart < length - 1 && field < 31) field++
      fieldStart = length
      fieldHash = 0
    } else {
      fieldHash = hash(21, fieldHash, byte)
      if (field === 0) firstField = fieldHash
    }
    shape = 0
    for (let back = length - 1; back >= 0 && back >= length - 8; back--) {
      const each = text[back]!
      shape = Math.imul((shape + (isDigit(each) ? 48 : each) + 1) | 0, 0x2f0b4c47)
    }
    followMatch(byte)
  }

  /** Goes along the earlier text that this one repeats; figures may differ, the repetition goes on behind them. */
  function followMatch(byte: number) {
    if (match > 0) {
      if (text[match] === byte) matched++
      else {
        matched = 0
        missed++
      }
      match++
    }
    if (length < SHORTEST_MATCH) return
    const key = hash(30, last4, text[length - 5]!) >>> 16
    const candidate = seen[key]!
    if (matched === 0 && candidate > 0) {
      let same = 0
      while (same < 24 && same < candidate && text[candidate - 1 - same] === text[length - 1 - same]) same++
      if (same >= SHORTEST_MATCH) {
        if (candidate !== match) missed = 0
        match = candidate
        matched = same
      }
    }
    if (missed > MISSES) match = matched = missed = 0
    seen[key] = length
  }

  return { predict, learn }
}

const clamp = (odds: number) => (odds < -2047 ? -2047 : odds > 2047 ? 2047 : odds)
