"""configargparse: argparse, whose defaults files and variables of the environment may change."""

import argparse
from argparse import *  # noqa: F403
from argparse import (
    Action, ArgumentError, ArgumentTypeError, FileType, HelpFormatter, Namespace, ONE_OR_MORE,
    OPTIONAL, PARSER, RawTextHelpFormatter, REMAINDER, SUPPRESS, ZERO_OR_MORE,
)  # fmt: skip

_OWN = ("is_config_file", "env_var", "is_config_file_arg", "is_write_out_config_file_arg")
_SETTINGS = (
    "default_config_files", "config_file_parser_class", "auto_env_var_prefix", "ignore_unknown_config_file_keys",
    "add_config_file_help", "add_env_var_help", "args_for_setting_config_path", "config_file_open_func",
    "config_arg_is_required", "config_arg_help_message", "args_for_writing_out_config_file",
    "write_out_config_file_arg_help_message",
)  # fmt: skip


class ConfigFileParserException(Exception):
    pass


class ConfigFileParser:
    """Reads files whose contents are not known; the kinds of files differ in nothing else."""

    def __init__(self, *args, **kwargs):
        pass

    def __call__(self):
        return self


class DefaultConfigFileParser(ConfigFileParser):
    pass


class YAMLConfigFileParser(ConfigFileParser):
    pass


class ConfigparserConfigFileParser(ConfigFileParser):
    pass


class TomlConfigParser(ConfigFileParser):
    pass


class IniConfigParser(ConfigFileParser):
    pass


class CompositeConfigParser(ConfigFileParser):
    pass


class ArgumentDefaultsRawHelpFormatter(
    argparse.ArgumentDefaultsHelpFormatter, argparse.RawDescriptionHelpFormatter
):
    pass


def _add_argument(self, *args, **kwargs):
    given = {name: value for name, value in kwargs.items() if name not in _OWN}
    return self.original_add_argument_method(*args, **given)


# groups take the arguments of configargparse, too: it changes the classes of argparse
_container = argparse._ActionsContainer
_container.original_add_argument_method = _container.add_argument
_container.add_argument = _container.add_arg = _container.add = _add_argument


class ArgumentParser(argparse.ArgumentParser):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{k: v for k, v in kwargs.items() if k not in _SETTINGS})

    def parse_args(self, args=None, namespace=None, **kwargs):
        return super().parse_args(args, namespace)

    def parse_known_args(self, args=None, namespace=None, **kwargs):
        return super().parse_known_args(args, namespace)

    parse, parse_known = parse_args, parse_known_args

    def format_values(self):
        return ""

    def print_values(self, file=None):
        pass

    def get_source_to_settings_dict(self):
        return {}

    def write_config_file(self, parsed_namespace, output_file_paths, exit_after=False):
        if exit_after:
            self.exit(0)


_parsers = {}


def init_argument_parser(name=None, **kwargs):
    name = "default" if name is None else name
    if name in _parsers:
        raise ValueError(f"an ArgumentParser named {name!r} exists already")
    kwargs.setdefault("formatter_class", argparse.ArgumentDefaultsHelpFormatter)
    kwargs.setdefault("conflict_handler", "resolve")
    _parsers[name] = ArgumentParser(**kwargs)


def get_argument_parser(name=None, **kwargs):
    name = "default" if name is None else name
    if kwargs or name not in _parsers:
        init_argument_parser(name, **kwargs)
    return _parsers[name]


ArgParser = Parser = ArgumentParser
get_arg_parser = get_parser = getArgumentParser = getArgParser = getParser = get_argument_parser
initArgumentParser = init_argument_parser
MetavarTypeHelpFormatter = argparse.MetavarTypeHelpFormatter
ArgumentDefaultsHelpFormatter = DefaultsFormatter = argparse.ArgumentDefaultsHelpFormatter
RawDescriptionHelpFormatter = RawFormatter = argparse.RawDescriptionHelpFormatter
DefaultsRawFormatter = ArgumentDefaultsRawHelpFormatter
