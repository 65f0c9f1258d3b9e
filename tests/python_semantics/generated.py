"""Programs made by chance, always the same ones: expressions, control flow, classes, calls."""

from __future__ import annotations

import random

from tests.python_semantics.running import PythonProgram

_INTS = ("0", "1", "2", "3", "7", "-1", "-4", "10", "255", "10**12", "2**65", "True")
_FLOATS = ("0.5", "1.0", "-2.5", "3.75", "1e10", "0.1")


def generated_programs() -> list[PythonProgram]:
    """Returns all generated programs."""
    makers = (
        (_arithmetic, 25), (_comparisons, 10), (_formats, 15), (_slices, 15), (_control, 45),
        (_classes, 25), (_calls, 20), (_generators, 15), (_containers, 15),
    )  # fmt: skip
    programs = []
    for maker, count in makers:
        for number in range(count):
            text = maker(random.Random(f"{maker.__name__}{number}"))
            programs.append(PythonProgram(f"generated/{maker.__name__[1:]}_{number}", text))
    return programs


def _shown(expression: str) -> str:
    return f"try: print({expression})\nexcept Exception as e: print(type(e).__name__, e)\n"


def _number(r: random.Random, depth: int) -> str:
    if depth == 0 or r.random() < 0.2:
        return r.choice(_INTS + _FLOATS) if r.random() < 0.8 else "x"
    op = r.choice(("+", "-", "*", "//", "%", "/", "**", "<<", ">>", "&", "|", "^", "min", "max"))
    left, right = _number(r, depth - 1), _number(r, depth - 1)
    if op == "**":
        return f"({left} ** {r.choice('0123')})"
    if op in ("<<", ">>"):
        return f"({r.choice(_INTS)} {op} {r.choice('0123')})"
    if op in ("&", "|", "^"):
        return f"({r.choice(_INTS)} {op} {r.choice(_INTS)})"
    if op in ("min", "max"):
        return f"{op}({left}, {right})"
    return r.choice((f"({left} {op} {right})", f"(-{left} {op} {right})"))


def _arithmetic(r: random.Random) -> str:
    lines = [f"x = {r.choice(_INTS)}\n"]
    lines += [_shown(_number(r, r.randint(1, 4))) for _ in range(12)]
    lines += [
        _shown(f"{f}({_number(r, 2)})") for f in ("abs", "round", "int", "float", "bool", "str")
    ]
    lines.append(_shown(f"divmod({_number(r, 1)}, {_number(r, 1)})"))
    return "".join(lines)


_VALUES = (
    "1", "2.0", "'a'", "'b'", "None", "True", "[]", "[1]", "[1, 2]", "()", "(1,)", "(1, 'a')", "{}",
    "{1}", "{1, 2}", "{'a': 1}", "b'a'", "range(3)", "frozenset({1})", "1j", "...",
)  # fmt: skip


def _comparisons(r: random.Random) -> str:
    lines = []
    for _ in range(20):
        a, b, c = (r.choice(_VALUES) for _ in range(3))
        op, other = (
            r.choice(("==", "!=", "<", "<=", ">", ">=", "in", "not in")),
            r.choice(("==", "<")),
        )
        lines.append(_shown(f"{a} {op} {b}"))
        lines.append(_shown(f"{a} {op} {b} {other} {c}"))
        lines.append(_shown(f"{a} and {b} or {c}"))
        lines.append(_shown(f"not {a}, bool({b}), {a} if {b} else {c}"))
        lines.append(_shown(f"{a} {r.choice('+*-|&')} {b}"))
    return "".join(lines)


def _formats(r: random.Random) -> str:
    lines = []
    for _ in range(25):
        fill = r.choice(("", "*<", ">", "^", "0>", "=")) + r.choice(("", "+", " ", "-"))
        spec = (
            fill + r.choice(("", "#", "0")) + r.choice(("", "5", "12")) + r.choice(("", ",", "_"))
        )
        spec += r.choice(("", ".2", ".0")) + r.choice(
            ("", "d", "f", "e", "g", "x", "b", "s", "%", "n")
        )
        value = r.choice((*_INTS, *_FLOATS, "'text'", "True"))
        lines.append(_shown(f"format({value}, {spec!r})"))
        lines.append(_shown(f"'{{:{spec}}}|{{!r}}'.format({value}, {value})"))
        percent = (
            "%"
            + r.choice(("", "-", "0", "+", " "))
            + r.choice(("", "6", "2"))
            + r.choice(("", ".1", ".3"))
        )
        lines.append(_shown(f"{percent + r.choice('dsrfxeg')!r} % ({value},)"))
    return "".join(lines)


def _index(r: random.Random) -> str:
    bound = ("", "0", "1", "2", "-1", "-3", "4", "9", "-9")
    if r.random() < 0.3:
        return r.choice(bound[1:])
    step = r.choice(("", ":", ":1", ":2", ":-1", ":-2"))
    return f"{r.choice(bound)}:{r.choice(bound)}{step}"


def _slices(r: random.Random) -> str:
    lines = []
    for source in ("[0, 1, 2, 3, 4, 5]", "(0, 1, 2, 3)", "'abcdef'", "b'abcd'", "range(1, 20, 3)"):
        lines += [_shown(f"{source}[{_index(r)}]") for _ in range(6)]
    for _ in range(8):
        lines.append("l = list(range(6))\n")
        lines.append(
            f"try:\n    l[{_index(r)}] = {r.choice(('[9]', '[]', '[7, 8]', '(1, 2, 3)', '5'))}\n"
        )
        lines.append("except Exception as e: print(type(e).__name__, e)\nprint(l)\n")
        lines.append(f"try:\n    del l[{_index(r)}]\n")
        lines.append("except Exception as e: print(type(e).__name__, e)\nprint(l)\n")
    return "".join(lines)


# --- control flow ---------------------------------------------------------------------------------

_ERRORS = ("ValueError", "KeyError", "TypeError", "ZeroDivisionError")


class _Block:
    """Writes random nested statements; every place prints a number of its own."""

    def __init__(self, r: random.Random, generator: bool = False) -> None:
        self.r, self.places, self.generator = r, 0, generator

    def mark(self) -> str:
        self.places += 1
        return f"print({self.places}, end=' ')"

    def body(self, depth: int, loop: bool, indent: int) -> list[str]:
        lines: list[str] = []
        for _ in range(self.r.randint(1, 3)):
            lines += self.statement(depth, loop, indent)
        return lines

    def statement(self, depth: int, loop: bool, indent: int) -> list[str]:
        r, pad = self.r, "    " * indent
        simple = [self.mark(), "n += 1", f"if n > {r.randint(6, 12)}: return 'many'"]
        if depth == 0:
            choice = r.random()
            if choice < 0.55:
                if self.generator and r.random() < 0.5:
                    return [f"{pad}got = yield n", f"{pad}print('got', got, end=' ')"]
                return [pad + s for s in simple[: r.randint(1, 3)]]
            if choice < 0.7:
                return [
                    f"{pad}if n % {r.randint(2, 3)} == {r.randint(0, 1)}: raise {r.choice(_ERRORS)}(n)"
                ]
            if choice < 0.8 and loop:
                return [f"{pad}if n % 2: {r.choice(('break', 'continue'))}"]
            if choice < 0.9:
                return [f"{pad}if n == {r.randint(1, 5)}: return ('r', n)"]
            return [f"{pad}1 // (n % 3)"]
        kind = r.choice(("try", "try", "for", "while", "if", "with", "match"))
        inner = lambda looping: self.body(depth - 1, looping, indent + 1)  # noqa: E731
        if kind == "try":
            return self.attempt(depth, loop, indent)
        if kind == "for":
            lines = [
                f"{pad}for i{depth} in range({r.randint(1, 3)}):",
                f"{pad}    n += 1",
                *inner(True),
            ]
            return [*lines, f"{pad}else:", *inner(loop)] if r.random() < 0.3 else lines
        if kind == "while":
            return [f"{pad}while n < {r.randint(2, 7)}:", f"{pad}    n += 1", *inner(True)]
        if kind == "with":
            return [f"{pad}with M({r.randint(1, 9)}, {r.choice(_ERRORS)}) as m:", *inner(loop)]
        if kind == "match":
            lines = [f"{pad}match n:", f"{pad}    case {r.randint(0, 4)}:"]
            lines += self.body(depth - 1, loop, indent + 2)
            return [*lines, f"{pad}    case _:", *self.body(depth - 1, loop, indent + 2)]
        lines = [f"{pad}if n % 2 == 0:", *inner(loop)]
        return [*lines, f"{pad}else:", *inner(loop)]

    def attempt(self, depth: int, loop: bool, indent: int) -> list[str]:
        r, pad = self.r, "    " * indent
        lines = [f"{pad}try:", *self.body(depth - 1, loop, indent + 1)]
        handlers = r.randint(0, 2)
        for name in r.sample(_ERRORS, handlers):
            lines += [f"{pad}except {name} as e:", f"{pad}    print(repr(e), end=' ')"]
            lines += self.body(depth - 1, loop, indent + 1)
            if r.random() < 0.3:
                lines.append(
                    f"{pad}    raise" if r.random() < 0.5 else f"{pad}    raise OSError(n) from e"
                )
        if handlers and r.random() < 0.3:
            lines += [f"{pad}else:", *self.body(depth - 1, loop, indent + 1)]
        if not handlers or r.random() < 0.5:
            lines += [f"{pad}finally:", f"{pad}    {self.mark()}"]
            lines += self.body(0, False, indent + 1)
        return lines


_MANAGER = """class M:
    def __init__(self, n, kind): self.n, self.kind = n, kind
    def __enter__(self):
        print('in', self.n, end=' ')
        return self
    def __exit__(self, kind, error, trace):
        print('out', self.n, repr(error), end=' ')
        return kind is not None and issubclass(kind, self.kind)
def chain(e):
    found = []
    while e is not None:
        found.append(repr(e))
        e = e.__cause__ or e.__context__
    return found
"""


def _control(r: random.Random) -> str:
    lines = [_MANAGER]
    for name in "fg":
        body = "\n".join(_Block(r).body(3, False, 1))
        lines.append(
            f"def {name}(n):\n    print('start', end=' ')\n{body}\n    return ('end', n)\n"
        )
        lines += [
            f"try: print({name}({start}))\nexcept Exception as e: print('raised', chain(e))\n"
            for start in range(4)
        ]
    return "".join(lines)


def _generators(r: random.Random) -> str:
    body = "\n".join(_Block(r, generator=True).body(2, False, 1))
    actions = [
        r.choice(
            (
                "next(it)",
                "it.send('s')",
                "it.throw(ValueError('t'))",
                "it.throw(KeyError)",
                "next(it)",
            )
        )
        for _ in range(7)
    ]
    lines = [
        _MANAGER,
        f"def g(n):\n    got = yield 'first'\n    print('got', got, end=' ')\n{body}\n    yield 'last'\n",
    ]
    lines.append(
        "def outer(n):\n    r = yield from g(n)\n    print('result', r, end=' ')\n    yield r\n"
    )
    for maker in ("g(0)", "g(1)", "outer(2)"):
        lines.append(f"it = {maker}\n")
        lines += [
            f"try: print('->', {action})\n"
            "except StopIteration as e: print('stop', e.value)\n"
            "except Exception as e: print('raised', chain(e))\n"
            for action in ["next(it)", *actions, "it.close()"]
        ]
    return "".join(lines)


# --- classes, calls, containers -------------------------------------------------------------------


def _classes(r: random.Random) -> str:
    lines = ["class Base:\n    def m(self): return ['Base']\n    tag = 'base'\n"]
    names: list[str] = []
    for number in range(r.randint(4, 8)):
        name = f"C{number}"
        bases = r.sample(names, min(len(names), r.randint(0, 3))) or ["Base"]
        lines.append(f"try:\n    class {name}({', '.join(bases)}):\n")
        if r.random() < 0.7:
            lines.append(f"        def m(self): return ['{name}'] + super().m()\n")
        if r.random() < 0.4:
            lines.append(
                f"        tag = '{name}'\n        @classmethod\n        def who(cls): return cls.__name__, cls.tag\n"
            )
        if r.random() < 0.3:
            lines.append(
                f"        @property\n        def p(self): return '{name}', getattr(super(), 'p', None)\n"
            )
        if r.random() < 0.3:
            lines.append(f"        def __getattr__(self, n): return '{name}.' + n\n")
        if r.random() < 0.3:
            lines.append(
                f"        def __init__(self, *a): self.args = (*a, '{name}'); super().__init__()\n"
            )
        lines.append("        pass\n")
        lines.append(f"except TypeError as e: {name} = Base; print('no mro')\n")
        names.append(name)
    for name in names:
        lines.append(f"print([c.__name__ for c in {name}.__mro__])\n")
        asked = ("().m()", "().tag", ".who()", "().p", "().args", "().zz")
        lines += [_shown(name + what) for what in asked]
        other = r.choice(names)
        lines.append(f"print(issubclass({name}, {other}), isinstance({name}(), {other}))\n")
    return "".join(lines)


def _calls(r: random.Random) -> str:
    lines = []
    for number in range(4):
        positional = [f"p{i}" for i in range(r.randint(0, 3))]
        defaults = r.randint(0, len(positional))
        parts = [
            f"{p}={i}" if i >= len(positional) - defaults else p for i, p in enumerate(positional)
        ]
        if parts and r.random() < 0.4:
            parts.insert(r.randint(1, len(parts)), "/")
        keywords = [f"k{i}" for i in range(r.randint(0, 2))]
        star = r.random()
        if star < 0.4:
            parts.append("*args")
        elif keywords:
            parts.append("*")
        parts += [f"{k}={i}" if r.random() < 0.5 else k for i, k in enumerate(keywords)]
        if r.random() < 0.4:
            parts.append("**kw")
        lines.append(
            f"def f{number}({', '.join(parts)}): return sorted(locals().items(), key=str)\n"
        )
        for _ in range(8):
            given = [str(i) for i in range(r.randint(0, 4))]
            named = r.sample(["p0", "p1", "p2", "k0", "k1", "z"], r.randint(0, 3))
            arguments = given + [f"{n}={n!r}" for n in named]
            if r.random() < 0.3:
                arguments.append("**{'k1': 5, 'y': 6}")
            if given and r.random() < 0.3:
                arguments[0] = "*[7, 8]"
            lines.append(_shown(f"f{number}({', '.join(arguments)})"))
    return "".join(lines)


def _containers(r: random.Random) -> str:
    lines = ["l, d, s = [3, 1, 2], {'a': 1, 'b': 2}, {1, 5}\n"]
    keys = ("'a'", "'b'", "'c'", "1", "(1, 2)", "None", "[]")
    actions = (
        lambda: f"l.append({r.randint(0, 9)})", lambda: f"l.insert({r.randint(-4, 6)}, 'i')",
        lambda: f"l.pop({r.randint(-3, 4)})", lambda: f"l.remove({r.randint(0, 4)})", lambda: "l.reverse()",
        lambda: f"l.index({r.randint(0, 4)})", lambda: f"l.extend(range({r.randint(0, 3)}))", lambda: "l.sort(key=str)",
        lambda: f"d.pop({r.choice(keys)})", lambda: f"d.setdefault({r.choice(keys)}, [])",
        lambda: f"d.update({{{r.choice(keys[:6])}: {r.randint(0, 9)}}})", lambda: f"d[{r.choice(keys)}]",
        lambda: f"d.__setitem__({r.choice(keys)}, 0)", lambda: f"d.get({r.choice(keys)}, 'none')", lambda: "d.popitem()",
        lambda: f"s.add({r.choice(keys)})", lambda: f"s.remove({r.choice(keys)})", lambda: f"s.discard({r.randint(0, 5)})",
        lambda: "[x for x in l if isinstance(x, int) and x % 2]", lambda: "{k: v for k, v in d.items() if v}",
        lambda: f"sorted(l, key=str)[{r.randint(-2, 2)}]", lambda: "sorted(d, key=repr)", lambda: "len(l), len(d), len(s)",
        lambda: f"{r.choice(keys)} in d", lambda: "list(zip(l, d))", lambda: "list(enumerate(d.values()))",
        lambda: f"d | {{{r.choice(keys[:6])}: 7}}", lambda: f"l + [{r.randint(0, 3)}] * 2", lambda: "max(d.items(), key=str)",
    )  # fmt: skip
    lines += [_shown(r.choice(actions)()) for _ in range(30)]
    lines.append("print(l, d, sorted(s, key=str))\n")
    return "".join(lines)
