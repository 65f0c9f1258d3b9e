"""ml_collections.config_flags: a flag that names a file with a config."""

import _pytea
from absl import flags


def DEFINE_config_file(name, default=None, help_string=None, flag_values=flags.FLAGS, **options):
    flag_values._values[name] = _pytea.unknown("a configuration in a file")
    return flags.FlagHolder(flag_values, name)


def DEFINE_config_dict(name, config, help_string=None, flag_values=flags.FLAGS, **options):
    flag_values._values[name] = config
    return flags.FlagHolder(flag_values, name)
