"""One walk over the tree that finds all scopes and which names they bind and use.

Annotations are text in the IR, so names in them are not uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import libcst as cst

from pytea.frontend.children import CHILDREN
from pytea.frontend.scopes import Scope, mangled

Visit = Callable[["Collector", Any], None]
_VISITORS: dict[type[cst.CSTNode], Visit] = {}


class Collector:
    """Holds the scope in which the walk is, and all scopes by the id of their node."""

    def __init__(self) -> None:
        self.module = Scope("module", "<module>", None)
        self.scope = self.module
        self.scopes: dict[int, Scope] = {}

    def visit(self, node: cst.CSTNode) -> None:
        """Walks over ``node`` in the current scope."""
        kind = type(node)
        visitor = _VISITORS.get(kind)
        if visitor is not None:
            visitor(self, node)
            return
        for name in CHILDREN.get(kind, ()):
            child = getattr(node, name)
            if child is None:
                continue
            if isinstance(child, (list, tuple)):
                for item in child:
                    self.visit(item)
            else:
                self.visit(child)

    def visit_all(self, nodes: Iterable[cst.CSTNode | None]) -> None:
        """Walks over those of ``nodes`` that are there."""
        for node in nodes:
            if node is not None:
                self.visit(node)

    def bind(self, name: str) -> None:
        """Records a binding of ``name`` in the current scope."""
        self.scope.bound[mangled(name, self.scope.private)] = None

    def use(self, name: str) -> None:
        """Records a use of ``name``; ``super`` needs the class cell as well."""
        self.scope.used[mangled(name, self.scope.private)] = None
        if name == "super":
            self.scope.used["__class__"] = None

    def bind_target(self, node: cst.CSTNode) -> None:
        """Records the names that an assignment to ``node`` binds."""
        match node:
            case cst.Name():
                self.bind(node.value)
            case cst.Tuple() | cst.List():
                for element in node.elements:
                    self.bind_target(element.value)
            case cst.StarredElement():
                self.bind_target(node.value)
            case _:
                self.visit(node)

    def enter(self, node: cst.CSTNode, kind: str, name: str, private: str | None) -> Scope:
        """Opens a scope that belongs to ``node`` and makes it the current one."""
        scope = Scope(kind, name, self.scope, private)
        self.scope.children.append(scope)
        self.scopes[id(node)] = scope
        self.scope = scope
        return scope

    def leave(self) -> None:
        """Goes back to the scope around the current one."""
        assert self.scope.parent is not None
        self.scope = self.scope.parent


def collect(module: cst.Module) -> Collector:
    """Returns the scopes of ``module``, not yet resolved."""
    collector = Collector()
    collector.visit(module)
    return collector


def _name(collector: Collector, node: cst.Name) -> None:
    collector.use(node.value)


def _assign(collector: Collector, node: cst.Assign) -> None:
    collector.visit(node.value)
    for target in node.targets:
        collector.bind_target(target.target)


def _ann_assign(collector: Collector, node: cst.AnnAssign) -> None:
    if node.value is not None:
        collector.visit(node.value)
    collector.bind_target(node.target)


def _aug_assign(collector: Collector, node: cst.AugAssign) -> None:
    collector.visit(node.target)
    collector.visit(node.value)
    collector.bind_target(node.target)


def _named_expr(collector: Collector, node: cst.NamedExpr) -> None:
    collector.visit(node.value)
    if not isinstance(node.target, cst.Name):
        return
    scope = collector.scope.function
    name = mangled(node.target.value, scope.private)
    scope.bound[name] = None
    scope.walrus.add(name)
    current = collector.scope
    while current is not scope and current.parent is not None:
        current.used[name] = None
        current.walrus.add(name)
        current = current.parent


def _delete(collector: Collector, node: cst.Del) -> None:
    collector.bind_target(node.target)
    pending: list[cst.CSTNode] = [node.target]
    while pending:
        target = pending.pop()
        if isinstance(target, cst.Name):
            collector.scope.deleted.add(mangled(target.value, collector.scope.private))
        elif isinstance(target, (cst.Tuple, cst.List)):
            pending.extend(element.value for element in target.elements)


def _for(collector: Collector, node: cst.For) -> None:
    collector.visit(node.iter)
    collector.bind_target(node.target)
    collector.scope.frame.has_await |= node.asynchronous is not None
    collector.visit_all((node.body, node.orelse))


def _with_item(collector: Collector, node: cst.WithItem) -> None:
    collector.visit(node.item)
    if node.asname is not None:
        collector.bind_target(node.asname.name)


def _handler(collector: Collector, node: cst.ExceptHandler | cst.ExceptStarHandler) -> None:
    if node.type is not None:
        collector.visit(node.type)
    if node.name is not None and isinstance(node.name.name, cst.Name):
        collector.bind(node.name.name.value)
        name = mangled(node.name.name.value, collector.scope.private)
        collector.scope.deleted.add(name)
    collector.visit(node.body)


def _global(collector: Collector, node: cst.Global) -> None:
    for item in node.names:
        name = mangled(item.name.value, collector.scope.private)
        if collector.scope.kind != "module":
            collector.scope.globals.add(name)


def _nonlocal(collector: Collector, node: cst.Nonlocal) -> None:
    for item in node.names:
        name = mangled(item.name.value, collector.scope.private)
        collector.scope.nonlocals.add(name)
        collector.scope.used[name] = None


def _import_alias(collector: Collector, node: cst.ImportAlias) -> None:
    if node.asname is not None:
        collector.bind_target(node.asname.name)
        return
    name: cst.BaseExpression = node.name
    while isinstance(name, cst.Attribute):
        name = name.value
    collector.bind_target(name)


def _import(collector: Collector, node: cst.Import | cst.ImportFrom) -> None:
    if not isinstance(node.names, cst.ImportStar):
        for alias in node.names:
            _import_alias(collector, alias)


def _function(collector: Collector, node: cst.FunctionDef) -> None:
    collector.bind(node.name.value)
    collector.visit_all(node.decorators)
    _defaults(collector, node.params)
    private = collector.scope.private
    generic = node.type_parameters
    if generic is not None:
        _type_parameters(collector, generic, private)
    scope = collector.enter(node, "function", node.name.value, private)
    scope.has_await |= node.asynchronous is not None
    _parameters(collector, node.params)
    collector.visit(node.body)
    collector.leave()
    if generic is not None:
        collector.leave()


def _lambda(collector: Collector, node: cst.Lambda) -> None:
    _defaults(collector, node.params)
    collector.enter(node, "lambda", "<lambda>", collector.scope.private)
    _parameters(collector, node.params)
    collector.visit(node.body)
    collector.leave()


def _class(collector: Collector, node: cst.ClassDef) -> None:
    collector.bind(node.name.value)
    collector.visit_all(node.decorators)
    generic = node.type_parameters
    if generic is not None:
        _type_parameters(collector, generic, collector.scope.private)
    collector.visit_all((*node.bases, *node.keywords))
    collector.enter(node, "class", node.name.value, node.name.value)
    collector.visit(node.body)
    collector.leave()
    if generic is not None:
        collector.leave()


def _type_parameters(collector: Collector, node: cst.TypeParameters, private: str | None) -> None:
    collector.enter(node, "typeparams", "<type parameters>", private)
    for parameter in node.params:
        collector.bind(parameter.param.name.value)


def _type_alias(collector: Collector, node: cst.TypeAlias) -> None:
    collector.bind(node.name.value)


def parameter_list(node: cst.Parameters) -> list[cst.Param]:
    """Returns the parameters in the order of their registers."""
    found = [*node.posonly_params, *node.params, *node.kwonly_params]
    if isinstance(node.star_arg, cst.Param):
        found.append(node.star_arg)
    if node.star_kwarg is not None:
        found.append(node.star_kwarg)
    return found


def _parameters(collector: Collector, node: cst.Parameters) -> None:
    names: list[str] = []
    for parameter in parameter_list(node):
        name = mangled(parameter.name.value, collector.scope.private)
        # Python refuses a second parameter of the same name; here it gets a register of its own.
        names.append(f"{name}'{len(names)}" if name in names else name)
    collector.scope.parameters = tuple(names)
    collector.scope.positional_count = len(node.posonly_params) + len(node.params)
    for name in names:
        collector.scope.bound[name] = None


def _defaults(collector: Collector, node: cst.Parameters) -> None:
    for parameter in parameter_list(node):
        if parameter.default is not None:
            collector.visit(parameter.default)


def _comprehension(collector: Collector, node: cst.BaseComp) -> None:
    clause = node.for_in
    collector.visit(clause.iter)
    generator = isinstance(node, cst.GeneratorExp)
    kind, name = ("generator", "<genexpr>") if generator else ("comprehension", "<comprehension>")
    scope = collector.enter(node, kind, name, collector.scope.private)
    if generator:
        scope.parameters = (".0",)
        scope.bound[".0"] = None
    current: cst.CompFor | None = clause
    while current is not None:
        if current is not clause:
            collector.visit(current.iter)
        collector.bind_target(current.target)
        if current.asynchronous is not None:
            scope.frame.has_await = True
        for condition in current.ifs:
            collector.visit(condition.test)
        current = current.inner_for_in
    if isinstance(node, cst.DictComp):
        collector.visit_all((node.key, node.value))
    elif isinstance(node, (cst.ListComp, cst.SetComp, cst.GeneratorExp)):
        collector.visit(node.elt)
    collector.leave()


def _yield(collector: Collector, node: cst.Yield) -> None:
    collector.scope.frame.has_yield = True
    if node.value is not None:
        value = node.value
        collector.visit(value.item if isinstance(value, cst.From) else value)


def _await(collector: Collector, node: cst.Await) -> None:
    collector.scope.frame.has_await = True
    collector.visit(node.expression)


def _with(collector: Collector, node: cst.With) -> None:
    collector.scope.frame.has_await |= node.asynchronous is not None
    collector.visit_all((*node.items, node.body))


def _match_as(collector: Collector, node: cst.MatchAs) -> None:
    if node.pattern is not None:
        collector.visit(node.pattern)
    if node.name is not None:
        collector.bind(node.name.value)


def _match_star(collector: Collector, node: cst.MatchStar) -> None:
    if node.name is not None:
        collector.bind(node.name.value)


def _match_mapping(collector: Collector, node: cst.MatchMapping) -> None:
    collector.visit_all(node.elements)
    if node.rest is not None:
        collector.bind(node.rest.value)


_VISITORS.update(
    {
        cst.Name: _name,
        cst.Assign: _assign,
        cst.AnnAssign: _ann_assign,
        cst.AugAssign: _aug_assign,
        cst.NamedExpr: _named_expr,
        cst.Del: _delete,
        cst.For: _for,
        cst.With: _with,
        cst.WithItem: _with_item,
        cst.ExceptHandler: _handler,
        cst.ExceptStarHandler: _handler,
        cst.Global: _global,
        cst.Nonlocal: _nonlocal,
        cst.Import: _import,
        cst.ImportFrom: _import,
        cst.FunctionDef: _function,
        cst.Lambda: _lambda,
        cst.ClassDef: _class,
        cst.TypeAlias: _type_alias,
        cst.ListComp: _comprehension,
        cst.SetComp: _comprehension,
        cst.DictComp: _comprehension,
        cst.GeneratorExp: _comprehension,
        cst.Yield: _yield,
        cst.Await: _await,
        cst.MatchAs: _match_as,
        cst.MatchStar: _match_star,
        cst.MatchMapping: _match_mapping,
    }
)
