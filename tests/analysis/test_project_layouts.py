"""Where the modules of a project are found: above the script, in packages, behind relative imports."""

from __future__ import annotations

from pathlib import Path

import pytest

from pytea.analysis.edited import EditedEntry
from pytea.analysis.entry import analyze_entry
from pytea.config import Options
from pytea.machine.observer import Observer

MODEL = "import torch.nn as nn\nclass Net(nn.Linear):\n    def __init__(self):\n        super().__init__(3, 4)\n"
USE = "import torch\nfrom {module} import Net\nreveal_shape(Net()(torch.ones(2, 3)))\n"


def revealed(script: Path) -> list[str]:
    result = analyze_entry(script, Options(use_cache=False))
    return [d.message for d in result.diagnostics]


def project(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


@pytest.mark.parametrize("top", ["requirements.txt", "setup.py", "README.md"])
def test_a_script_in_a_folder_uses_the_modules_at_the_top(tmp_path: Path, top: str) -> None:
    project(
        tmp_path,
        {top: "", "models/net.py": MODEL, "tools/train.py": USE.format(module="models.net")},
    )
    assert revealed(tmp_path / "tools" / "train.py") == ["(2, 4)"]


def test_without_a_top_the_working_directory_is_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path, {"net.py": MODEL, "tools/deep/train.py": USE.format(module="net")})
    monkeypatch.chdir(tmp_path)
    assert revealed(tmp_path / "tools" / "deep" / "train.py") == ["(2, 4)"]


def test_a_src_folder_at_the_top(tmp_path: Path) -> None:
    files = {
        "setup.py": "",
        "src/lib/net.py": MODEL,
        "scripts/train.py": USE.format(module="lib.net"),
    }
    project(tmp_path, files)
    assert revealed(tmp_path / "scripts" / "train.py") == ["(2, 4)"]


@pytest.mark.parametrize("module", [".net", "..lib.net", "pkg.train.net", "pkg.lib.net"])
def test_a_script_of_a_package_as_if_run_with_m(tmp_path: Path, module: str) -> None:
    files = {"pkg/__init__.py": "", "pkg/train/__init__.py": "", "pkg/lib/__init__.py": "",
             "pkg/lib/net.py": MODEL, "pkg/train/net.py": MODEL,
             "pkg/train/main.py": USE.format(module=module)}  # fmt: skip
    project(tmp_path, files)
    assert revealed(tmp_path / "pkg" / "train" / "main.py") == ["(2, 4)"]


def test_a_relative_import_outside_of_packages_means_the_file_beside(tmp_path: Path) -> None:
    project(tmp_path, {"net.py": MODEL, "train.py": USE.format(module=".net")})
    assert revealed(tmp_path / "train.py") == ["(2, 4)"]


def test_a_folder_at_the_top_does_not_hide_the_standard_library(tmp_path: Path) -> None:
    files = {"setup.py": "", "logging/__init__.py": "", "tools/train.py":
             "import logging, torch\nlogging.getLogger(__name__).info('x')\nreveal_shape(torch.ones(1))\n"}  # fmt: skip
    project(tmp_path, files)
    assert revealed(tmp_path / "tools" / "train.py") == ["(1,)"]


def test_what_only_checkers_import_is_not_imported(tmp_path: Path) -> None:
    text = "import typing\nfrom typing import TYPE_CHECKING\nimport torch\nif TYPE_CHECKING or typing.TYPE_CHECKING:\n    torch.ones(2) + torch.ones(3)\nreveal_shape(torch.ones(1))\n"
    project(tmp_path, {"train.py": text})
    assert revealed(tmp_path / "train.py") == ["(1,)"]


@pytest.mark.parametrize("name", ["attr", "gym", "wandb", "statistics"])
def test_a_module_of_the_program_goes_before_a_stub_of_its_name(tmp_path: Path, name: str) -> None:
    project(tmp_path, {f"{name}.py": MODEL, "train.py": USE.format(module=name)})
    assert revealed(tmp_path / "train.py") == ["(2, 4)"]


def test_a_folder_without_modules_hides_no_stub(tmp_path: Path) -> None:
    text = "import torch, wandb\nwandb.init(project='x').log({})\nreveal_shape(torch.ones(2))\n"
    project(tmp_path, {"wandb/run-1/output.log": "", "train.py": text})
    assert revealed(tmp_path / "train.py") == ["(2,)"]


def test_a_module_of_a_package_does_not_hide_the_standard_library(tmp_path: Path) -> None:
    files = {"setup.py": "", "pkg/__init__.py": "", "pkg/logging.py": "import logging\nlog = logging.getLogger('pkg')\n",
             "pkg/layers.py": "import logging, torch\nfrom pkg.logging import log\nlogging.getLogger(__name__).info('x')\nreveal_shape(torch.ones(1))\n"}  # fmt: skip
    project(tmp_path, files)
    assert revealed(tmp_path / "pkg" / "layers.py") == ["(1,)"]


def test_tests_of_a_package_may_have_a_folder_of_its_name(tmp_path: Path) -> None:
    text = USE.format(module="net.model")
    files = {"setup.py": "", "net/__init__.py": "", "net/model.py": MODEL, "tests/__init__.py": "",
             "tests/net/__init__.py": "", "tests/net/model.py": "", "tests/net/deep/__init__.py": "", "tests/net/deep/use.py": text}  # fmt: skip
    project(tmp_path, files)
    assert revealed(tmp_path / "tests" / "net" / "deep" / "use.py") == ["(2, 4)"]


def test_a_module_of_a_package_does_not_mean_itself(tmp_path: Path) -> None:
    text = "import torch, triton\n@triton.jit\ndef kernel(): pass\nreveal_shape(torch.ones(3))\n"
    project(tmp_path, {"pkg/__init__.py": "", "pkg/triton.py": text})
    assert revealed(tmp_path / "pkg" / "triton.py") == ["(3,)"]


def test_a_script_in_a_package_takes_the_module_beside_it(tmp_path: Path) -> None:
    text = USE.format(module="statistics") + "if __name__ == '__main__':\n    Net()\n"
    project(tmp_path, {"pkg/__init__.py": "", "pkg/statistics.py": MODEL, "pkg/train.py": text})
    assert revealed(tmp_path / "pkg" / "train.py") == ["(2, 4)"]


#: A package that imports all its modules, each of which registers what it defines.
REGISTERING = {
    "pkg/__init__.py": "from .losses import *\n",
    "pkg/registry.py": "KNOWN = {}\ndef register(cls):\n    assert cls.__name__ not in KNOWN, 'twice'\n"
    "    KNOWN[cls.__name__] = cls\n    return cls\n",
    "pkg/losses/__init__.py": "from pkg.registry import KNOWN\nfrom .gan import helper\n",
    "pkg/losses/gan.py": "import torch\nfrom torch import nn\nfrom pkg.registry import register\n"
    "@register\nclass Gan(nn.Module):\n    pass\ndef helper():\n    return torch.ones(3)\nreveal_shape(helper())\n",
}


def test_a_module_that_its_package_imports_is_run_once(tmp_path: Path) -> None:
    project(tmp_path, REGISTERING)
    assert revealed(tmp_path / "pkg" / "losses" / "gan.py") == ["(3,)"]


def test_an_edited_module_that_its_package_imports_is_run_once(tmp_path: Path) -> None:
    project(tmp_path, REGISTERING)
    gan = tmp_path / "pkg" / "losses" / "gan.py"
    entry = EditedEntry(gan, Options(use_cache=False))
    for size in (3, 4):
        text = REGISTERING["pkg/losses/gan.py"].replace("ones(3)", f"ones({size})")
        result = entry.analyze({gan: text}, Observer())
        assert [d.message for d in result.diagnostics] == [f"({size},)"]


def test_a_folder_of_a_package_hides_no_library(tmp_path: Path) -> None:
    text = "import jax, torch\nact = jax.nn.silu\nreveal_shape(torch.ones(2))\n"
    files = {
        "setup.py": "",
        "pkg/__init__.py": "",
        "pkg/jax/__init__.py": "",
        "pkg/jax/maths.py": text,
    }
    project(tmp_path, files)
    assert revealed(tmp_path / "pkg" / "jax" / "maths.py") == ["(2,)"]


def test_a_module_may_demand_a_gpu(tmp_path: Path) -> None:
    net = "import torch\nassert torch.cuda.is_available(), 'needs a GPU'\nclass Net(torch.nn.Module):\n    pass\n"
    project(tmp_path, {"net.py": net, "cli.py": "from net import Net\ndef main():\n    Net()\n"})
    assert revealed(tmp_path / "cli.py") == []
