"""What a single string of the command line means, and the values made of strings."""

import _pytea
from argparse._actions import (
    ArgumentError, ArgumentTypeError, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE,
)  # fmt: skip
from argparse._containers import _negative_number


class _Reading:
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
