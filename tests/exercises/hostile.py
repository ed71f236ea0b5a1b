"""Answers that misbehave when looked at."""


def _raise(*_args, **_kwargs):
    raise RuntimeError("do not look at me")


class BadEq:
    __eq__ = _raise
    __hash__ = None


class BadLen:
    __len__ = _raise
    __iter__ = _raise
    __getitem__ = _raise


class BadRepr:
    __repr__ = __str__ = __format__ = _raise


class BadFloat:
    __float__ = __index__ = __int__ = _raise


class BadAttributes:
    def __getattribute__(self, name):
        raise RuntimeError("no attributes today")


class BadText(str):
    __len__ = __eq__ = strip = casefold = upper = _raise
    __hash__ = str.__hash__


class BadList(list):
    __len__ = __iter__ = __getitem__ = _raise


class Quits:
    def __float__(self):
        raise SystemExit(3)

    __iter__ = __len__ = __call__ = __float__


class _NamelessMeta(type):
    @property
    def __name__(cls):
        raise RuntimeError("no name")


class Nameless(metaclass=_NamelessMeta):
    pass


def deep_list():
    """A list that holds itself."""
    loop = []
    loop.append(loop)
    return loop


def all_of_them():
    """Name → a fresh hostile answer."""
    return {
        "eq": BadEq(),
        "len": BadLen(),
        "repr": BadRepr(),
        "float": BadFloat(),
        "attributes": BadAttributes(),
        "text": BadText("many"),
        "list": BadList([1, 2]),
        "quits": Quits(),
        "nameless": Nameless(),
        "loop": deep_list(),
        "type": BadEq,
        "bytes": b"17.3",
        "long text": "7" * 10_000_000,
        "long words": "steady " * 1_500_000,
        "huge int": 10**5000,
        "complex": 1 + 2j,
        "true": True,
        "empty list": [],
        "empty tuple": (),
        "empty dict": {},
        "set": {1, 2},
        "generator": (n for n in range(3)),
        "nan": float("nan"),
        "infinity": float("inf"),
        "nan text": "nan",
        "pair of nan": (float("nan"), float("nan")),
        "nested": ((1, 2), (3, 4)),
        "surrogate": "\ud800",
        "markup": "<script>alert(1)</script>",
    }
