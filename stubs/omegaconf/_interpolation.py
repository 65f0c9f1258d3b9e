"""Texts of a config that stand for other values: ``${model.dim}``, ``${now:%Y}``."""

import _pytea

resolvers = {}


def resolved(value, node):
    """Returns what a value of a node stands for."""
    if not isinstance(value, str) or not _pytea.is_known(value) or "${" not in value:
        return value
    start = value.find("${")
    end = _end_of(value, start)
    found = _found(resolved(value[start + 2 : end], node), node)
    if start == 0 and end == len(value) - 1:
        return found
    return f"{value[:start]}{found}{resolved(value[end + 1 :], node)}"


def _end_of(text, start):
    depth, place = 0, start
    while place < len(text):
        if text[place] == "{":
            depth += 1
        elif text[place] == "}":
            depth -= 1
            if depth == 0:
                return place
        place += 1
    return len(text)


def _found(name, node):
    if not _pytea.is_known(name):
        return _pytea.unknown("a value of the configuration")
    head, colon, rest = name.partition(":")
    if colon:
        return _called(head.strip(), [part.strip() for part in rest.split(",")] if rest else [])
    if name.startswith("."):
        while name.startswith(".."):
            node, name = node._parent, name[1:]
        name = name[1:]
    else:
        node = node._get_root()
    return select(node, name)


def _called(name, arguments):
    if name not in resolvers:
        return _pytea.unknown(f"what the resolver {name} gives")
    return resolvers[name](*[_number(argument) for argument in arguments])


def _number(text):
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text


def select(node, name):
    """Returns the value at a dotted name; raises the error of the last node that lacks it."""
    for part in name.replace("[", ".").replace("]", "").split("."):
        if not _pytea.is_known(node):
            return node
        node = node[int(part)] if part.isdigit() and part not in node._content else node[part]
    return node
