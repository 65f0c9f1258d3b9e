"""Parsing of command lines."""

import sys

import _pytea
from argparse import _inputs
from argparse._actions import (
    ArgumentError, ArgumentTypeError, HelpFormatter, Namespace, OPTIONAL, PARSER, REMAINDER,
    SUPPRESS, ZERO_OR_MORE, argument_name,
)  # fmt: skip
from argparse._containers import _ActionsContainer, _negative_number
from argparse._matching import optional_count, positional_counts


class ArgumentParser(_ActionsContainer):
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
                    setattr(namespace, action.dest, action.default)
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
            texts = [text for text in texts if not text or text[0] not in self.fromfile_prefix_chars]
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

    def _parse_optional(self, text):
        if not text or text[0] not in self.prefix_chars:
            return None
        names = self._option_string_actions
        if text in names:
            return names[text], text, None
        if len(text) == 1:
            return None
        if "=" in text:
            name, _, explicit = text.partition("=")
            if name in names:
                return names[name], name, explicit
        found = self._get_option_tuples(text)
        if len(found) > 1:
            matches = ", ".join([name for _, name, _ in found])
            self.error(f"ambiguous option: {text} could match {matches}")
        if found:
            return found[0]
        if _negative_number(text) and not self._has_negative_number_optionals:
            return None
        if " " in text:
            return None
        return None, text, None

    def _get_option_tuples(self, text):
        names, found = self._option_string_actions, []
        if text[1] in self.prefix_chars:
            if self.allow_abbrev:
                prefix, equals, explicit = text.partition("=")
                for name in names:
                    if name.startswith(prefix):
                        found.append((names[name], name, explicit if equals else None))
        else:
            for name in names:
                if name == text[:2]:
                    found.append((names[name], name, text[2:]))
                elif name.startswith(text):
                    found.append((names[name], name, None))
        return found

    def _get_values(self, action, texts):
        nargs = action.nargs
        if nargs not in (PARSER, REMAINDER) and "--" in texts:
            texts.remove("--")
        if not texts and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._get_value(action, value)
                self._check_value(action, value)
            return value
        if not texts and nargs == ZERO_OR_MORE and not action.option_strings:
            value = texts if action.default is None else action.default
            self._check_value(action, value)
            return value
        if nargs == SUPPRESS:
            return SUPPRESS
        values = [self._get_value(action, text) for text in texts]
        if nargs is None or nargs == OPTIONAL:
            self._check_value(action, values[0])
            return values[0]
        checked = values
        if nargs == REMAINDER:
            checked = []
        elif nargs == PARSER:
            checked = values[:1]
        for value in checked:
            self._check_value(action, value)
        return values

    def _get_value(self, action, text):
        convert = self._registry_get("type", action.type, action.type)
        if convert is None:
            return text
        if not callable(convert):
            raise ArgumentError(action, f"{convert!r} is not callable")
        try:
            return convert(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error))
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, f"invalid {name} value: {text!r}")

    def _check_value(self, action, value):
        if action.choices is None or not _pytea.is_known(value):
            return
        if value not in action.choices:
            names = ", ".join([repr(choice) for choice in action.choices])
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {names})")

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
        self.exit(2, f"{self.prog}: error: {message}\n")


def _prog():
    return sys.argv[0].rpartition("/")[2]
