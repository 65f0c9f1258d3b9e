"""Where in a package a name is defined, by the text of its files; nothing is imported for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

#: Names of library modules that stand in a module of our stubs instead.
REPLACED: Mapping[str, Mapping[str, str]] = {
    "huggingface_hub": dict.fromkeys(
        ("hf_hub_download", "snapshot_download", "try_to_load_from_cache"), "_replaced"
    ),
    "huggingface_hub.dataclasses": {"strict": "_replaced"},
    "transformers.hf_argparser": {"HfArgumentParser": "_replaced"},
    "transformers.trainer": {"Trainer": "_trainer"},
    "transformers.utils.auto_docstring": {"auto_docstring": "_replaced"},
    "transformers.utils.doc": {"copy_func": "_replaced"},
    "transformers.models.auto.configuration_auto": {
        "replace_list_option_in_docstrings": "_replaced"
    },
    "transformers.utils.import_utils": {
        "_LazyModule": "_replaced", "define_import_structure": "_replaced",
    },
    "diffusers.utils.import_utils": {"_LazyModule": "_replaced"},
}  # fmt: skip
#: A family of modules of its own per folder.
_FAMILIES = "models"


@lru_cache(maxsize=4096)
def home_of(package: Path, name: str) -> str | None:
    """Returns the module below a package that defines ``name``, or None."""
    pattern = re.compile(rf"^(?:class|def) {re.escape(name)}\b|^{re.escape(name)}\b[^=\n]*= ", re.M)
    for file in _files(package, name):
        if pattern.search(_text(file)):
            return ".".join(file.relative_to(package).with_suffix("").parts)
    return None


def _files(package: Path, name: str) -> Iterator[Path]:
    """Yields the files of a package, those first whose folder begins the name."""
    yield from sorted(package.glob("*.py"))
    folders = [folder for folder in (package / _FAMILIES).glob("*") if folder.is_dir()]
    stem = name.lower()
    order = sorted(
        folders,
        key=lambda folder: (
            not stem.startswith(folder.name.replace("_", "")),
            folder.name != "auto",
            -len(folder.name),
            folder.name,
        ),
    )
    for folder in order:
        yield from (file for file in sorted(folder.glob("*.py")) if file.name != "__init__.py")


@lru_cache(maxsize=4096)
def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
