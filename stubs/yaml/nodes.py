"""The nodes that constructors of a program are given."""


class Node:
    def __init__(self, tag, value, start_mark=None, end_mark=None):
        self.tag, self.value = tag, value
        self.start_mark, self.end_mark = start_mark, end_mark


class ScalarNode(Node):
    id = "scalar"


class CollectionNode(Node):
    pass


class SequenceNode(CollectionNode):
    id = "sequence"


class MappingNode(CollectionNode):
    id = "mapping"
