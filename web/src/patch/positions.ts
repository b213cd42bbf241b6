/**
 * Position keys: text that orders siblings, with room for a new key between any two. The same
 * algorithm as `ledger/core/positions.py`, which says where it comes from; the golden vectors hold
 * the two together.
 *
 * A key is 1 to 200 characters out of 0-9, A-Z, a-z; JavaScript compares such text as bytes.
 */
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LOWEST = "0";
const MIDDLE = "V";
const HIGHEST = "z";
const BASE = BigInt(DIGITS.length);
const MAX_LENGTH = 200;

/** A key after `a` and before `b` (null: the start or the end); null when none fits there. */
export function between(a: string | null, b: string | null): string | null {
  if (a !== null && b !== null && a >= b) return null;
  const key = a === null && b !== null ? before(b) : inside(a ?? "", b);
  return key !== null && key.length <= MAX_LENGTH ? key : null;
}

function inside(a: string, b: string | null): string | null {
  if (b === null) return after(a);
  let shared = 0;
  while (shared < b.length && digitAt(a, shared) === b[shared]) shared += 1;
  if (shared === b.length) {
    // b is a followed by zeros: only shorter runs of zeros lie between.
    return b.length - a.length < 2 ? null : b.slice(0, -1);
  }
  const low = DIGITS.indexOf(digitAt(a, shared));
  const high = DIGITS.indexOf(digitAt(b, shared));
  if (high - low > 1) return b.slice(0, shared) + digit(Math.floor((low + high + 1) / 2));
  if (b.length > shared + 1) return b.slice(0, shared + 1);
  return b.slice(0, shared) + digit(low) + after(a.slice(shared + 1));
}

function after(a: string): string {
  if (!a) return MIDDLE;
  const width = 2 * runOf(HIGHEST, a) + 1;
  const counter = toNumber(a.slice(0, width).padEnd(width, LOWEST)) + 1n;
  const key = toDigits(counter, width);
  return key.endsWith(LOWEST) ? toDigits(counter + 1n, width) : key;
}

function before(b: string): string | null {
  const lead = runOf(LOWEST, b);
  if (lead === b.length) return lead === 1 ? null : b.slice(0, -1);
  const width = 2 * lead + 1;
  const whole = toNumber(b.slice(0, width).padEnd(width, LOWEST));
  const counter = b.length <= width ? whole - 1n : whole;
  // The digits are used up: one more leading zero, and a wider counter.
  if (counter === 0n) return LOWEST.repeat(lead + 1) + HIGHEST.repeat(lead + 2);
  const key = toDigits(counter, width);
  return key.endsWith(LOWEST) ? toDigits(counter - 1n, width) : key;
}

function runOf(character: string, key: string): number {
  let length = 0;
  while (key[length] === character) length += 1;
  return length;
}

function digit(value: number): string {
  return DIGITS.charAt(value);
}

function digitAt(key: string, index: number): string {
  return key[index] ?? LOWEST;
}

function toNumber(digits: string): bigint {
  let number = 0n;
  for (const one of digits) number = number * BASE + BigInt(DIGITS.indexOf(one));
  return number;
}

function toDigits(number: bigint, width: number): string {
  let digits = "";
  for (let rest = number; digits.length < width; rest /= BASE)
    digits = digit(Number(rest % BASE)) + digits;
  return digits;
}

/** `count` short keys in order, with room around each: for siblings that have to be keyed anew. */
export function spread(count: number): string[] {
  let width = 1;
  while (BASE ** BigInt(width) < BigInt(2 * (count + 1))) width += 1;
  const step = BASE ** BigInt(width) / BigInt(count + 1);
  return Array.from({ length: count }, (_, index) => {
    const key = toDigits(step * BigInt(index + 1), width);
    return key.endsWith(LOWEST) ? key + MIDDLE : key;
  });
}

/** `count` keys in order after `a` and before `b`; null where they do not all fit. */
export function manyBetween(a: string | null, b: string | null, count: number): string[] | null {
  if (b === null) return counted(a, count);
  if (count === 0) return [];
  // The middle first, and then each half: keys stay short however many there are.
  const key = between(a, b);
  const before = Math.floor((count - 1) / 2);
  const left = key === null ? null : manyBetween(a, key, before);
  const right = key === null ? null : manyBetween(key, b, count - 1 - before);
  return key !== null && left && right ? [...left, key, ...right] : null;
}

function counted(a: string | null, count: number): string[] | null {
  const keys: string[] = [];
  for (let key = a; keys.length < count; keys.push(key)) {
    key = between(key, null);
    if (key === null) return null;
  }
  return keys;
}
