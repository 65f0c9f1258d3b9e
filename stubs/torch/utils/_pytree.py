"""torch.utils._pytree: functions over the leaves of nested lists, tuples and dicts."""

from collections import OrderedDict, defaultdict, deque


class TreeSpec:
    """How a tree is nested: the kind of its top, what makes it again, and the specs below."""

    def __init__(self, type, context, children_specs):
        self.type = type
        self.context = context
        self.children_specs = children_specs
        self.num_children = len(children_specs)
        self.num_nodes = 1 + sum([child.num_nodes for child in children_specs])
        self.num_leaves = sum([child.num_leaves for child in children_specs])

    def is_leaf(self):
        return self.num_nodes == 1 and self.num_leaves == 1

    def __eq__(self, other):
        return (
            isinstance(other, TreeSpec)
            and self.type is other.type
            and self.context == other.context
            and self.children_specs == other.children_specs
        )


class LeafSpec(TreeSpec):
    def __init__(self):
        super().__init__(None, None, [])
        self.num_leaves = 1


def _children(tree):
    """Returns the children of a node and what makes it again; None for a leaf."""
    kind = type(tree)
    if kind in (list, tuple, deque):
        return list(tree), None
    if kind is dict or kind is OrderedDict:
        return list(tree.values()), list(tree.keys())
    if kind is defaultdict:
        return list(tree.values()), [tree.default_factory, list(tree.keys())]
    if isinstance(tree, tuple) and hasattr(tree, "_fields"):
        return list(tree), kind
    return None, None


def _made(kind, context, children):
    if kind is list:
        return list(children)
    if kind is deque:
        return deque(children)
    if kind is tuple:
        return tuple(children)
    if kind is dict:
        return dict(zip(context, children))
    if kind is OrderedDict:
        return OrderedDict(zip(context, children))
    if kind is defaultdict:
        return defaultdict(context[0], zip(context[1], children))
    return context(*children)


def tree_flatten(tree, is_leaf=None):
    children, context = _children(tree)
    if children is None or (is_leaf is not None and is_leaf(tree)):
        return [tree], LeafSpec()
    leaves, specs = [], []
    for child in children:
        below, spec = tree_flatten(child, is_leaf)
        leaves += below
        specs.append(spec)
    return leaves, TreeSpec(type(tree), context, specs)


def tree_unflatten(leaves, treespec):
    leaves = list(leaves)
    if len(leaves) != treespec.num_leaves:
        raise ValueError(
            f"tree_unflatten(leaves, treespec): `leaves` has length {len(leaves)} "
            f"but the spec refers to a pytree that holds {treespec.num_leaves} items"
        )
    return _unflattened(leaves, treespec)


def _unflattened(leaves, spec):
    if spec.is_leaf():
        return leaves[0]
    children, start = [], 0
    for child in spec.children_specs:
        children.append(_unflattened(leaves[start : start + child.num_leaves], child))
        start += child.num_leaves
    return _made(spec.type, spec.context, children)


def tree_leaves(tree, is_leaf=None):
    return tree_flatten(tree, is_leaf)[0]


tree_iter = tree_leaves


def tree_structure(tree, is_leaf=None):
    return tree_flatten(tree, is_leaf)[1]


def tree_map(func, tree, *rests, is_leaf=None):
    leaves, spec = tree_flatten(tree, is_leaf)
    others = [_leaves_up_to(spec, other) for other in rests]
    return tree_unflatten([func(*args) for args in zip(leaves, *others)], spec)


def tree_map_(func, tree, *rests, is_leaf=None):
    tree_map(func, tree, *rests, is_leaf=is_leaf)
    return tree


def _leaves_up_to(spec, tree):
    if spec.is_leaf():
        return [tree]
    children, _ = _children(tree)
    if children is None or len(children) != spec.num_children:
        raise ValueError("Node arity mismatch")
    if spec.type in (dict, OrderedDict):
        children = [tree[key] for key in spec.context]
    leaves = []
    for child, below in zip(children, spec.children_specs):
        leaves += _leaves_up_to(below, child)
    return leaves


def _accepts(type_or_types_or_pred):
    if isinstance(type_or_types_or_pred, (type, tuple)):
        return lambda leaf: isinstance(leaf, type_or_types_or_pred)
    return type_or_types_or_pred


def map_only(type_or_types_or_pred, /):
    accepts = _accepts(type_or_types_or_pred)

    def decorated(func):
        return lambda leaf: func(leaf) if accepts(leaf) else leaf

    return decorated


def tree_map_only(type_or_types_or_pred, func, tree, is_leaf=None):
    return tree_map(map_only(type_or_types_or_pred)(func), tree, is_leaf=is_leaf)


def tree_map_only_(type_or_types_or_pred, func, tree, is_leaf=None):
    return tree_map_(map_only(type_or_types_or_pred)(func), tree, is_leaf=is_leaf)


def tree_all(pred, tree, is_leaf=None):
    return all([pred(leaf) for leaf in tree_leaves(tree, is_leaf)])


def tree_any(pred, tree, is_leaf=None):
    return any([pred(leaf) for leaf in tree_leaves(tree, is_leaf)])


def tree_all_only(type_or_types, pred, tree, is_leaf=None):
    leaves = tree_leaves(tree, is_leaf)
    return all([pred(leaf) for leaf in leaves if isinstance(leaf, type_or_types)])


def tree_any_only(type_or_types, pred, tree, is_leaf=None):
    leaves = tree_leaves(tree, is_leaf)
    return any([pred(leaf) for leaf in leaves if isinstance(leaf, type_or_types)])
