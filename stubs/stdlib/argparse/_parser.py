"""Parsing of command lines."""

import sys

import _pytea
from argparse import _inputs
from argparse._actions import (
    ArgumentError, HelpFormatter, Namespace, PARSER, REMAINDER, SUPPRESS, argument_name,
)  # fmt: skip
from argparse._containers import _ActionsContainer
from argparse._matching import optional_count, positional_counts
from argparse._reading import _Reading


class ArgumentParser(_Reading, _ActionsContainer):
    def __init__(
        self, prog=None, usage=None, description=None, epilog=None, parents=(),
        formatter_class=HelpFormatter, prefix_chars="-", fromfile_prefix_chars=None,
        argument_default=None, conflict_handler="error", add_help=True, allow_abbrev=True,
        exit_on_error=True,
    ):  # fmt: skip
        super().__init__(description, prefix_chars, argument_default, conflict_handler)
        self.prog = _prog() if prog is None else prog
        self.usage = usage
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.add_help = add_help
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._positionals = self.add_argument_group("positional arguments")
        self._optionals = self.add_argument_group("options")
        self._subparsers = None
        if add_help:
            char = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(char + "h", char * 2 + "help", action="help", default=SUPPRESS)
        for parent in parents:
            self._add_container_actions(parent)
            self._defaults.update(parent._defaults)

    def add_subparsers(self, **kwargs):
        if self._subparsers is not None:
            self.error("cannot have multiple subparser arguments")
        self._subparsers = self._positionals
        if "title" in kwargs or "description" in kwargs:
            title = kwargs.pop("title", "subcommands")
            self._subparsers = self.add_argument_group(title, kwargs.pop("description", None))
        if kwargs.get("prog") is None:
            names = [argument_name(action) for action in self._actions if not action.option_strings]
            kwargs["prog"] = " ".join([self.prog, *names])
        kwargs.setdefault("parser_class", type(self))
        name = kwargs.pop("action", "parsers")
        action = self._registry_get("action", name, name)(option_strings=[], **kwargs)
        self._subparsers._add_action(action)
        return action

    def _add_action(self, action):
        group = self._optionals if action.option_strings else self._positionals
        group._add_action(action)
        return action

    def _get_positional_actions(self):
        return [action for action in self._actions if not action.option_strings]

    def _get_optional_actions(self):
        return [action for action in self._actions if action.option_strings]

    def parse_args(self, args=None, namespace=None):
        namespace, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        if args is None:
            args = sys.argv[1:]
        known = _pytea.is_known(args)
        if known:
            args = list(args)
            known = all([_pytea.is_known(text) for text in args])
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest != SUPPRESS and not hasattr(namespace, action.dest):
                if action.default is not SUPPRESS:
                    setattr(namespace, action.dest, _inputs.default_of(action))
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        if not known:
            for action in self._actions:
                if action.dest != SUPPRESS:
                    setattr(namespace, action.dest, _inputs.unknown_value(action))
            return namespace, []
        if self.exit_on_error:
            try:
                rest = self._parse(args, namespace)
            except ArgumentError as error:
                self.error(str(error))
        else:
            rest = self._parse(args, namespace)
        if hasattr(namespace, "_unrecognized_args"):
            rest.extend(namespace._unrecognized_args)
            del namespace._unrecognized_args
        return namespace, rest

    def _parse(self, texts, namespace):
        if self.fromfile_prefix_chars is not None:
            texts = [
                text for text in texts if not text or text[0] not in self.fromfile_prefix_chars
            ]
        options, pattern = {}, ""
        for index, text in enumerate(texts):
            if text == "--":
                pattern += "-" + "A" * (len(texts) - index - 1)
                break
            option = self._parse_optional(text)
            if option is None:
                pattern += "A"
            else:
                pattern += "O"
                options[index] = option
        conflicts = {}
        for group in self._mutually_exclusive_groups:
            for action in group._group_actions:
                others = conflicts.setdefault(action, [])
                others.extend([other for other in group._group_actions if other is not action])
        seen, set_by_user, rest = set(), set(), []

        def take(action, values, option_string=None):
            seen.add(action)
            value = self._get_values(action, values)
            if value is not action.default:
                set_by_user.add(action)
                for other in conflicts.get(action, ()):
                    if other in set_by_user:
                        message = f"not allowed with argument {argument_name(other)}"
                        raise ArgumentError(action, message)
            if value is not SUPPRESS:
                action(self, namespace, value, option_string)

        def consume_optional(start):
            action, option_string, explicit = options[start]
            if action is None:
                rest.append(texts[start])
                return start + 1
            taken = []
            while True:
                if explicit is None:
                    stop = start + 1 + optional_count(action, pattern[start + 1 :])
                    taken.append((action, texts[start + 1 : stop], option_string))
                    break
                count = optional_count(action, "A")
                single = option_string[1] not in self.prefix_chars
                if count == 0 and single and explicit != "":
                    taken.append((action, [], option_string))
                    option_string = option_string[0] + explicit[0]
                    explicit = explicit[1:] or None
                    if option_string not in self._option_string_actions:
                        raise ArgumentError(action, f"ignored explicit argument {explicit!r}")
                    action = self._option_string_actions[option_string]
                elif count == 1:
                    stop = start + 1
                    taken.append((action, [explicit], option_string))
                    break
                else:
                    raise ArgumentError(action, f"ignored explicit argument {explicit!r}")
            for action, values, option_string in taken:
                take(action, values, option_string)
            return stop

        waiting = self._get_positional_actions()

        def consume_positionals(start):
            counts = positional_counts(waiting, pattern[start:])
            for action, count in zip(waiting, counts):
                take(action, texts[start : start + count])
                start += count
            del waiting[: len(counts)]
            return start

        start, last = 0, max(options, default=-1)
        while start <= last:
            following = min([index for index in options if index >= start])
            if start != following:
                end = consume_positionals(start)
                if end > start:
                    start = end
                    continue
            if start not in options:
                rest.extend(texts[start:following])
                start = following
            start = consume_optional(start)
        start = consume_positionals(start)
        rest.extend(texts[start:])
        self._finish(namespace, seen, set_by_user)
        return rest

    def _finish(self, namespace, seen, set_by_user):
        for action in self._actions:
            if action in seen:
                continue
            if action.nargs == PARSER:
                _inputs.choose_subparser(self, namespace, action)
            elif action.required:
                if action.dest != SUPPRESS:
                    setattr(namespace, action.dest, _inputs.value_of(action))
            elif isinstance(action.default, str) and action.default is not SUPPRESS:
                if getattr(namespace, action.dest, None) is action.default:
                    setattr(namespace, action.dest, self._get_value(action, action.default))
        for group in self._mutually_exclusive_groups:
            members = group._group_actions
            if group.required and not any([action in set_by_user for action in members]):
                for action in members:
                    setattr(namespace, action.dest, _inputs.unknown_value(action))

    def parse_intermixed_args(self, args=None, namespace=None):
        namespace, rest = self.parse_known_intermixed_args(args, namespace)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return namespace

    def parse_known_intermixed_args(self, args=None, namespace=None):
        positionals = self._get_positional_actions()
        saved = [(action.nargs, action.default) for action in positionals]
        for action in positionals:
            if action.nargs in (PARSER, REMAINDER):
                raise TypeError(f"parse_intermixed_args: positional arg with nargs={action.nargs}")
            action.nargs = action.default = SUPPRESS
        namespace, rest = self.parse_known_args(args, namespace)
        for action, (nargs, default) in zip(positionals, saved):
            action.nargs, action.default = nargs, default
        required = [action for action in self._get_optional_actions() if action.required]
        groups = [group for group in self._mutually_exclusive_groups if group.required]
        for owner in required + groups:
            owner.required = False
        namespace, rest = self.parse_known_args(rest, namespace)
        for owner in required + groups:
            owner.required = True
        return namespace, rest

    def format_usage(self):
        return _pytea.unknown("the usage text of a parser", "str")

    def format_help(self):
        return _pytea.unknown("the help text of a parser", "str")

    def print_usage(self, file=None):
        pass

    def print_help(self, file=None):
        pass

    def exit(self, status=0, message=None):
        sys.exit(status)

    def error(self, message):
        if len(sys.argv) > 1:
            _pytea.limit(f"the script refuses its arguments: {message}")
        self.exit(2, f"{self.prog}: error: {message}\n")


def _prog():
    return sys.argv[0].rpartition("/")[2]
