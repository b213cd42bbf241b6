"""Position keys: text that orders siblings, with room for a new key between any two.

A key is 1 to 200 characters out of 0-9, A-Z, a-z, compared as bytes, which is also the order of its
digits in base 62. The idea is fractional indexing (Figma, "Realtime editing of ordered sequences",
2017; David Greenspan, "Implementing fractional indexing", 2020). Keys from elsewhere need not be of
our making ("1", "a0", "zzz"), so nothing here expects a form.

At the ends a key counts up or down instead of halving, with a counter that widens by one digit for
each leading "z" (or "0"): 61 keys of one digit, then 3,782 of three, then 234,484 of five.
"""

from __future__ import annotations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LOWEST, MIDDLE, HIGHEST = "0", "V", "z"
VALUES = {digit: value for value, digit in enumerate(DIGITS)}
MAX_LENGTH = 200


class NoRoom(ValueError):
    """No key fits there: `b` is `a` followed by zeros, or the key would be too long."""


def between(a: str | None, b: str | None) -> str:
    """A key after `a` and before `b`; None stands for the start or the end of the siblings.

    Raises NoRoom when no key of at most 200 characters fits; `spread` then makes room.
    """
    if a is not None and b is not None and a >= b:
        raise ValueError(f"{a!r} does not come before {b!r}")
    key = _before(b) if a is None and b is not None else _inside(a or "", b)
    if len(key) > MAX_LENGTH:
        raise NoRoom(f"no key of {MAX_LENGTH} characters fits between {a!r} and {b!r}")
    return key


def spread(count: int) -> list[str]:
    """`count` short keys in order, with room around each: for siblings that have to be keyed anew."""
    width = 1
    while len(DIGITS) ** width < 2 * (count + 1):
        width += 1
    step = len(DIGITS) ** width // (count + 1)
    keys = (_digits(step * (i + 1), width) for i in range(count))
    return [key if key[-1] != LOWEST else key + MIDDLE for key in keys]


def _inside(a: str, b: str | None) -> str:
    if b is None:
        return _after(a)
    shared = 0
    while shared < len(b) and _digit_at(a, shared) == b[shared]:
        shared += 1
    if shared == len(b):  # b is a followed by zeros: only shorter runs of zeros lie between
        if len(b) - len(a) < 2:
            raise NoRoom(f"nothing lies between {a!r} and {b!r}")
        return b[:-1]
    low, high = VALUES[_digit_at(a, shared)], VALUES[b[shared]]
    if high - low > 1:
        return b[:shared] + DIGITS[(low + high + 1) // 2]
    if len(b) > shared + 1:
        return b[: shared + 1]
    return b[:shared] + DIGITS[low] + _after(a[shared + 1 :])


def _digit_at(key: str, index: int) -> str:
    return key[index] if index < len(key) else LOWEST


def _after(a: str) -> str:
    if not a:
        return MIDDLE
    lead = len(a) - len(a.lstrip(HIGHEST))
    width = 2 * lead + 1
    last = a[width - 1 : width]
    if last and last != HIGHEST:  # nearly always: no digit is carried
        return a[: width - 1] + DIGITS[VALUES[last] + 1]
    counter = _number(a[:width].ljust(width, LOWEST)) + 1
    key = _digits(counter, width)
    return key if key[-1] != LOWEST else _digits(counter + 1, width)


def _before(b: str) -> str:
    lead = len(b) - len(b.lstrip(LOWEST))
    if lead == len(b):
        if lead == 1:
            raise NoRoom(f"nothing comes before {b!r}")
        return b[:-1]
    width = 2 * lead + 1
    counter = _number(b[:width].ljust(width, LOWEST)) - (len(b) <= width)
    if counter == 0:  # the digits are used up: one more leading zero, and a wider counter
        return LOWEST * (lead + 1) + HIGHEST * (lead + 2)
    key = _digits(counter, width)
    return key if key[-1] != LOWEST else _digits(counter - 1, width)


def _number(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number * len(DIGITS) + VALUES[digit]
    return number


def _digits(number: int, width: int) -> str:
    digits = []
    for _ in range(width):
        number, digit = divmod(number, len(DIGITS))
        digits.append(DIGITS[digit])
    return "".join(reversed(digits))
