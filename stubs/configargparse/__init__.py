"""configargparse: argparse, whose defaults files and variables of the environment may change."""

import argparse
from argparse import *  # noqa: F403
from argparse import Action, Namespace

_OWN = ("is_config_file", "env_var", "is_config_file_arg", "is_write_out_config_file_arg")
_SETTINGS = (
    "default_config_files", "config_file_parser_class", "auto_env_var_prefix", "ignore_unknown_config_file_keys",
    "add_config_file_help", "add_env_var_help", "args_for_setting_config_path",
    "config_arg_is_required", "config_arg_help_message",
)  # fmt: skip


class ArgumentParser(argparse.ArgumentParser):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{k: v for k, v in kwargs.items() if k not in _SETTINGS})

    def add_argument(self, *args, **kwargs):
        return super().add_argument(*args, **{k: v for k, v in kwargs.items() if k not in _OWN})

    add = add_arg = add_argument

    def format_values(self):
        return ""


ArgParser = Parser = ArgumentParser
ArgumentDefaultsRawHelpFormatter = argparse.ArgumentDefaultsHelpFormatter
YAMLConfigFileParser = DefaultConfigFileParser = object


def get_argument_parser(name=None, **kwargs):
    return ArgumentParser(**kwargs)


get_arg_parser = getArgParser = getParser = get_argument_parser
