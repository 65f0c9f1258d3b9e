"""Symbolic values as Python expressions that a torch user would write.

`H // 2 + 1`, `2*B`, `B % 8 == 0`, `a >= 1 and b < 3`, `a if flag else b`.  Texts are made bottom-up, oldest atom
first, and cut at MAX_TEXT characters, since a diagram with sharing can be exponentially longer when written out.
Who needs an expression that can be read back asks for the whole one.
"""

import re
from collections.abc import Mapping

from pytea.symbolic.arena import register
from pytea.symbolic.atoms import (
    Atom,
    Comparison,
    FloorDiv,
    Ite,
    Max,
    Min,
    Mod,
    Operation,
    Symbol,
)
from pytea.symbolic.diagram import leaves
from pytea.symbolic.integers import Int, Monomial, SymInt, Terms, hooks
from pytea.symbolic.nodes import Bool, Node, SymBool, nodes_of, set_renderer
from pytea.symbolic.traversal import dependencies, substitute

#: A longer text is cut and ends with an ellipsis.
MAX_TEXT = 400
#: No whole expression takes more characters.
MAX_WHOLE = 4000

_ELLIPSIS = "…"

#: Binding strength, weakest first.
_CHOICE, _OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _NEGATIVE, _POWER, _ATOM = range(10)

#: A text and the strength of its weakest operator.
_Text = tuple[str, int]


class _Texts(dict[Atom, _Text]):
    """The texts of atoms, each of at most `most` characters."""

    most = MAX_TEXT


_atom_texts = _Texts()
register(_atom_texts)
_rendered: dict[SymInt | SymBool, str] = register({})
#: What symbols are shown as, and are equal to.
_defined: dict[Symbol, Int | Bool] = register({})


def render(x: Int | Bool) -> str:
    """Return `x` as a Python expression."""
    if _defined:
        x = _resolved(x)
    if type(x) is not SymInt and type(x) is not SymBool:
        return str(x)
    text = _rendered.get(x)
    if text is None:
        text = _rendered[x] = _written(x, _atom_texts)
    return text


def render_whole(x: Int | Bool) -> str | None:
    """Return `x` as a Python expression that is not cut; None when it takes more than MAX_WHOLE characters."""
    text = render(x)
    if _ELLIPSIS not in text:
        return text
    texts = _Texts()
    texts.most = MAX_WHOLE
    text = _written(_resolved(x), texts)
    return None if _ELLIPSIS in text else text


def _written(x: Int | Bool, texts: _Texts) -> str:
    for atom in dependencies(x):
        if atom not in texts:
            texts[atom] = _cut(_atom(atom, texts), texts.most)
    return _cut(_value(x, texts), texts.most)[0]


def rename(symbol: Symbol, name: str) -> None:
    """Give a symbol another name in all texts that are made from here on."""
    symbol.name = name
    _atom_texts.clear()
    _rendered.clear()


def define(symbol: Symbol, value: Int) -> None:
    """Show a symbol as what it is equal to, folded with what stands around it, from here on."""
    text = render(value)
    rename(symbol, text if re.fullmatch(r"[\w.]+", text) else f"({text})")
    _defined[symbol] = value


def _resolved(x: Int | Bool) -> Int | Bool:
    try:
        return substitute(x, _defined)
    except ZeroDivisionError:
        return x


def _cut(text: _Text, most: int) -> _Text:
    return text if len(text[0]) <= most else (text[0][:most] + _ELLIPSIS, _ATOM)


def _wrap(text: _Text, strength: int) -> str:
    return text[0] if text[1] >= strength else f"({text[0]})"


def _value(x: object, texts: _Texts) -> _Text:
    if isinstance(x, SymInt):
        return _sum(x.terms, x.const, texts)
    if isinstance(x, SymBool):
        return _condition(x, texts)
    return str(x), _NEGATIVE if isinstance(x, int) and x < 0 else _ATOM


def _atom(atom: Atom, texts: _Texts) -> _Text:
    if isinstance(atom, Symbol):
        spaced = " " in atom.name and not atom.is_bool
        return atom.name, _CHOICE if spaced else _ATOM
    if isinstance(atom, Comparison):
        return _comparison(atom, texts, holds=True)
    if isinstance(atom, Ite):
        *arms, (_, last) = leaves(atom.diagram)
        parts = []
        for cond, arm in arms:
            cond_text = _wrap(_value(cond, texts), _OR)
            parts.append(f"{_wrap(_value(arm, texts), _OR)} if {cond_text} else ")
        return "".join(parts) + _wrap(_value(last, texts), _OR), _CHOICE
    assert isinstance(atom, Operation)
    args = [_value(arg, texts) for arg in atom.args]
    if isinstance(atom, Min | Max):
        name = "min" if isinstance(atom, Min) else "max"
        return f"{name}({', '.join(text for text, _ in args)})", _ATOM
    left, right = args
    if isinstance(atom, FloorDiv | Mod):
        sign = "//" if isinstance(atom, FloorDiv) else "%"
        return f"{_wrap(left, _PRODUCT)} {sign} {_wrap(right, _POWER)}", _PRODUCT
    return f"{_wrap(left, _POWER)}*{_wrap(right, _POWER)}", _PRODUCT


def _sum(terms: Terms, const: int, texts: _Texts) -> _Text:
    """Render a polynomial, a positive term first if there is one."""
    pieces = [(factor, *_product(abs(factor), monomial, texts)) for monomial, factor in terms]
    if const:
        pieces.append((const, str(abs(const)), _ATOM))
    first = next((i for i, piece in enumerate(pieces) if piece[0] > 0), 0)
    pieces.insert(0, pieces.pop(first))
    sign, text, strength = pieces[0]
    if sign < 0:
        scaled = sign < -1 and strength == _PRODUCT
        text = f"-{text}" if scaled else f"-{_wrap((text, strength), _POWER)}"
        strength = _PRODUCT if scaled else _NEGATIVE
    if len(pieces) == 1:
        return text, strength
    text = _wrap((text, strength), _PRODUCT)
    rest = [f" {'-' if s < 0 else '+'} {_wrap((t, p), _PRODUCT)}" for s, t, p in pieces[1:]]
    return text + "".join(rest), _SUM


def _product(factor: int, monomial: Monomial, texts: _Texts) -> _Text:
    counts = {atom: monomial.count(atom) for atom in monomial}
    if factor == 1 and len(counts) == 1 and len(monomial) == 1:
        return texts[monomial[0]]
    parts = [str(factor)] if factor != 1 else []
    for atom, count in counts.items():
        text = _wrap(texts[atom], _POWER)
        parts.append(text if count == 1 else f"{_wrap(texts[atom], _ATOM)}**{count}")
    return "*".join(parts), _PRODUCT if len(parts) > 1 else _POWER


def _comparison(atom: Comparison, texts: _Texts, holds: bool) -> _Text:
    """Render `poly == 0` or `poly <= 0` or its negation, negative terms moved to the right side."""
    poly = atom.poly
    left = tuple([term for term in poly.terms if term[1] > 0])
    right = tuple([(monomial, -factor) for monomial, factor in poly.terms if factor < 0])
    const = -poly.const
    if atom.equality:
        sign = "==" if holds else "!="
    elif right:
        strict = const == -1
        const = 0 if strict else const
        sign = ("<" if strict else "<=") if holds else (">=" if strict else ">")
    elif holds:
        sign = "<=" if const == 0 else "<"
        const += const != 0
    else:
        sign = ">="
        const += 1
    left_const, right_const = (0, const) if const > 0 or not right else (-const, 0)
    left_text = _sum(left, left_const, texts)
    right_text = _sum(right, right_const, texts) if right else _value(right_const, texts)
    return f"{_wrap(left_text, _SUM)} {sign} {_wrap(right_text, _SUM)}", _COMPARE


def _literal(item: Node, texts: _Texts, holds: bool) -> _Text:
    if holds:
        return texts[item.atom]
    if isinstance(item.atom, Comparison):
        return _comparison(item.atom, texts, holds=False)
    return f"not {_wrap(texts[item.atom], _NOT)}", _NOT


def _condition(cond: SymBool, texts: _Texts) -> _Text:
    """Render a diagram bottom-up; older tests come first in the text."""
    done: dict[int, _Text] = {id(True): ("True", _ATOM), id(False): ("False", _ATOM)}
    for item in nodes_of(cond):
        done[id(item)] = _cut(_decision(item, done, texts), texts.most)
    return done[id(cond)]


def _decision(item: Node, done: Mapping[int, _Text], texts: _Texts) -> _Text:
    yes, no = _literal(item, texts, holds=True), _literal(item, texts, holds=False)
    high, low = done[id(item.high)], done[id(item.low)]
    if item.high is True:
        return yes if item.low is False else _join(low, "or", yes)
    if item.high is False:
        return no if item.low is True else _join(low, "and", no)
    if item.low is False:
        return _join(high, "and", yes)
    if item.low is True:
        return _join(high, "or", no)
    return _join(_join(high, "and", yes), "or", _join(low, "and", no))


def _join(left: _Text, word: str, right: _Text) -> _Text:
    strength = _AND if word == "and" else _OR
    return f"{_wrap(left, strength)} {word} {_wrap(right, strength)}", strength


hooks.render = render
set_renderer(render)
