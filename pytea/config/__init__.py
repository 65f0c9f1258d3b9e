"""What the user decides about an analysis, from the command line and from configuration files."""

from pytea.config.environment import (
    INSTALLED,
    find_environment,
    library_folders,
    module_root,
    outer_folders,
    package_of,
    package_of_module,
)
from pytea.config.files import CONFIG_KEYS, configuration_file, read_options
from pytea.config.options import Entry, Options

__all__ = [
    "CONFIG_KEYS",
    "INSTALLED",
    "Entry",
    "Options",
    "configuration_file",
    "find_environment",
    "library_folders",
    "module_root",
    "outer_folders",
    "package_of",
    "package_of_module",
    "read_options",
]
