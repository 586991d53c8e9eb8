"""The byte grammar of docs/protocol.md §2: what reads and writes one field, list or object.

Every kind here has `read(cursor)` and `write(value)`. What is not the one encoding is refused;
`decode` also wants nothing left over. Values are int, bool, str, bytes, list, dict and None.
"""


class Refused(Exception):
    """Something may not be used. `reason` is a name of docs/errors.md."""

    def __init__(self, reason, what=""):
        self.reason = reason
        super().__init__(f"{reason}: {what}" if what else reason)


def need(condition, reason, what=""):
    """Refuses unless the condition holds."""
    if not condition:
        raise Refused(reason, what)


def be(number, size):
    return number.to_bytes(size, "big")


class Cursor:
    """Bytes and a place in them."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, size):
        need(self.at + size <= len(self.data), "Malformed", "ends early")
        self.at += size
        return self.data[self.at - size:self.at]

    def number(self, size):
        return int.from_bytes(self.take(size), "big")


class Number:
    """A number; `among` are the only ones with a meaning."""

    def __init__(self, size, low=0, high=None, among=None, unknown="UnknownValue"):
        self.size, self.low, self.high = size, low, high
        self.among, self.unknown = among, unknown

    def check(self, value):
        need(self.among is None or value in self.among, self.unknown, str(value))
        need(value >= self.low and (self.high is None or value <= self.high), "Malformed",
             f"number {value}")
        return value

    def read(self, cursor):
        return self.check(cursor.number(self.size))

    def write(self, value):
        return be(self.check(value), self.size)


class Fixed:
    """Exactly so many bytes."""

    def __init__(self, size, zero=True):
        self.size, self.zero = size, zero

    def check(self, value):
        need(len(value) == self.size, "Malformed", "length of a fixed field")
        need(self.zero or any(value), "Malformed", "zero where nothing may be zero")
        return value

    def read(self, cursor):
        return self.check(cursor.take(self.size))

    def write(self, value):
        return self.check(value)


class Raw:
    """`bytes`."""

    def __init__(self, most, least=0):
        self.most, self.least = most, least

    def check(self, value):
        need(self.least <= len(value) <= self.most, "Malformed", f"{len(value)} bytes")
        return value

    def read(self, cursor):
        return self.check(cursor.take(cursor.number(4)))

    def write(self, value):
        return be(len(self.check(value)), 4) + value


class Text(Raw):
    """`text`: well-formed UTF-8 without U+0000."""

    def __init__(self, most=200):
        super().__init__(most)

    def read(self, cursor):
        raw = super().read(cursor)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Refused("Malformed", "not UTF-8") from error
        need("\0" not in text, "Malformed", "U+0000")
        return text

    def write(self, value):
        need("\0" not in value, "Malformed", "U+0000")
        return super().write(value.encode("utf-8"))


class Flag:
    def read(self, cursor):
        value = cursor.number(1)
        need(value <= 1, "Malformed", "flag")
        return value == 1

    def write(self, value):
        return be(1 if value else 0, 1)


class Constant:
    """A row without a name."""

    def __init__(self, value, reason="Malformed"):
        self.value, self.reason = value, reason

    def read(self, cursor):
        need(cursor.take(len(self.value)) == self.value, self.reason, "constant")

    def write(self, _):
        return self.value


class List:
    """`list X`; `rising`: the key by which it must rise strictly (True: the value itself)."""

    def __init__(self, of, most, least=0, rising=None):
        self.of, self.most, self.least = of, most, least
        self.key = (lambda value: value) if rising is True else rising

    def check(self, values):
        need(self.least <= len(values) <= self.most, "Malformed", f"{len(values)} in a list")
        if self.key:
            keys = [self.key(value) for value in values]
            need(all(a < b for a, b in zip(keys, keys[1:])), "Malformed", "order of a list")
        return values

    def read(self, cursor):
        count = cursor.number(4)
        need(count <= self.most, "Malformed", f"{count} in a list")
        return self.check([self.of.read(cursor) for _ in range(count)])

    def write(self, values):
        return be(len(self.check(values)), 4) + b"".join(self.of.write(v) for v in values)


class Times:
    """So many, without a count."""

    def __init__(self, of, count):
        self.of, self.count = of, count

    def read(self, cursor):
        return [self.of.read(cursor) for _ in range(self.count)]

    def write(self, values):
        need(len(values) == self.count, "Malformed", "number of fields")
        return b"".join(self.of.write(value) for value in values)


class Option:
    def __init__(self, of):
        self.of = of

    def read(self, cursor):
        return self.of.read(cursor) if Flag().read(cursor) else None

    def write(self, value):
        return b"\0" if value is None else b"\1" + self.of.write(value)


class Sized:
    """`bytes` that hold exactly one X."""

    def __init__(self, of, most):
        self.of, self.raw = of, Raw(most)

    def read(self, cursor):
        return decode(self.of, self.raw.read(cursor))

    def write(self, value):
        return self.raw.write(self.of.write(value))


class Table:
    """An object: its fields in order. `check(value)` says what else must hold, or returns None."""

    def __init__(self, *fields, check=None, most=None):
        self.fields, self.also, self.most = fields, check, most

    def read(self, cursor):
        start = cursor.at
        value = {}
        for name, kind in self.fields:
            read = kind.read(cursor)
            if name:
                value[name] = read
        return self.checked(value, cursor.at - start)

    def write(self, value):
        out = b"".join(kind.write(value[name] if name else None) for name, kind in self.fields)
        self.checked(value, len(out))
        return out

    def checked(self, value, size):
        need(self.most is None or size <= self.most, "MessageTooLarge", f"{size} bytes")
        need(self.also is None or self.also(value), "Malformed", "fields against each other")
        return value


class Numbered:
    """One of several tables, by the number in front; the number is the field `name`."""

    def __init__(self, name, tables, most):
        self.name, self.tables, self.most = name, tables, most

    def read(self, cursor):
        start = cursor.at
        number = cursor.number(1)
        need(number in self.tables, "UnknownValue", f"{self.name} {number}")
        value = {self.name: number, **self.tables[number].read(cursor)}
        need(cursor.at - start <= self.most, "MessageTooLarge", self.name)
        return value

    def write(self, value):
        number = value[self.name]
        return be(number, 1) + self.tables[number].write(value)


def decode(kind, data):
    """Exactly one object: nothing before it, nothing behind it."""
    cursor = Cursor(bytes(data))
    value = kind.read(cursor)
    need(cursor.at == len(data), "Malformed", "bytes left over")
    return value


U8, U16, U32, U64 = Number(1), Number(2), Number(4), Number(8)
EPOCH = Number(4, low=1)
ID, KEY, HASH, SIGNATURE = Fixed(16), Fixed(32), Fixed(32), Fixed(64)
FLAG, TEXT = Flag(), Text()
ZERO32 = bytes(32)
ZERO16 = bytes(16)
