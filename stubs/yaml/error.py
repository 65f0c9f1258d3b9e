"""What yaml raises."""


class YAMLError(Exception):
    pass


class MarkedYAMLError(YAMLError):
    def __init__(self, context=None, context_mark=None, problem=None, problem_mark=None, note=None):
        self.context, self.context_mark = context, context_mark
        self.problem, self.problem_mark, self.note = problem, problem_mark, note


class Mark:
    def __init__(self, name, index, line, column, buffer, pointer):
        self.name, self.index, self.line, self.column = name, index, line, column
