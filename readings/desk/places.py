"""Places in an order that never have to be numbered anew: between any two of them there is room. Pure.

A place is a fraction written in 62 digits, without the "0." and without noughts at its end; places compare as their
ASCII bytes do.
"""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
_ROOM = 8  # steps that are left between two new neighbours


def between(low: str, high: str, count: int = 1) -> list[str]:
    """Return so many places between two others, in order; "" for the beginning, and for the end, of everything.

    Raises ValueError when `low` does not stand before `high`.
    """
    if high and low >= high:
        raise ValueError(f"{low!r} does not stand before {high!r}.")
    length = max(len(low), len(high), 1)
    while True:
        first, last = _number(low, length), _number(high, length) if high else _BASE**length
        step = (last - first) // (count + 1)
        if step >= _ROOM:
            return [_place(first + step * number, length) for number in range(1, count + 1)]
        length += 1


def _number(place: str, length: int) -> int:
    number = 0
    for digit in place.ljust(length, _DIGITS[0]):
        number = number * _BASE + _DIGITS.index(digit)
    return number


def _place(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, digit = divmod(number, _BASE)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits)).rstrip(_DIGITS[0])
