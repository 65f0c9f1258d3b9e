"""Programs with PIL images, and what real Pillow says of them.

Pillow is no dependency of the tests: ``python -m tests.differential.image_calls``, run where it is
installed, writes what it does into ``images.json``.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

from tests.differential.programs import real_outcomes

RECORD = Path(__file__).with_name("images.json")
IMPORTS = "import numpy as np\nimport torch\nfrom PIL import Image, ImageOps\n"
COUNT = 110

_MODES = ["RGB"] * 4 + ["L", "L", "RGBA", "1", "P", "I", "F", "CMYK", "LA", "HSV", "YCbCr", "bad"]
_RESULTS = (
    "i", "i", "np.array(i)", "np.asarray(i)", "np.array(i, dtype=np.float32)", "i.size", "i.width",
    "i.height", "i.mode", "i.split()", "i.getbands()", "len(i.getbands())", "i.size[::-1]",
    "torch.from_numpy(np.array(i))", "torch.from_numpy(np.array(i)).permute(2, 0, 1)",
    "np.array(i).transpose(2, 0, 1)", "ImageOps.mirror(i)", "ImageOps.grayscale(i)",
    "ImageOps.fit(i, (4, 6))", "ImageOps.expand(i, 2)", "(i.thumbnail((4, 4)), i)[1]",
    'Image.merge("RGB", i.split())', 'Image.merge("RGB", [i, i, i])', "Image.blend(i, i, 0.5)",
    "Image.alpha_composite(i, i)", 'Image.composite(i, i, i.convert("L"))', "i.paste(i, (0, 0))",
    "i.paste(i, (0, 0, 1, 1))", "i.bogus", "Image.blend(i, i.resize((3, 3)), 0.5)",
)  # fmt: skip


class Drawer(random.Random):
    """Draws programs: valid ones, and ones that are a little wrong."""

    def image(self) -> str:
        """Returns an expression that makes an image."""
        width, height = self.choice([1, 2, 4, 8, 10]), self.choice([1, 3, 5, 8, 12])
        if self.random() < 0.7:
            return f"Image.new({self.choice(_MODES)!r}, ({width}, {height}))"
        dtype = self.choice(["np.uint8"] * 5 + ["np.float32", "bool", "np.int64", "np.float64"])
        rest = self.choice(["", ", 3", ", 3", ", 4", ", 1", ", 2", ", 5"])
        return f"Image.fromarray(np.zeros(({height}, {width}{rest}), dtype={dtype}))"

    def step(self) -> str:
        """Returns a method that gives another image."""
        makers: list[Callable[[], str]] = [
            lambda: f".resize(({self.randint(0, 9)}, {self.randint(1, 9)}))",
            lambda: (
                f".resize({self.choice(['5', '[4, 5]', '(4, 5, 6)', '(4.5, 3)', '(4, 5), 9'])})"
            ),
            lambda: (
                f".crop(({self.randint(-2, 3)}, 0, {self.randint(0, 9)}, {self.randint(0, 9)}))"
            ),
            lambda: f".convert({self.choice([*_MODES[:8], 'bad'])!r})",
            lambda: f".rotate({self.choice([0, 90, 180, -90, 30])})",
            lambda: f".rotate({self.choice([0, 90, 180, -90])}, expand=True)",
            lambda: f".transpose({self.choice(['Image.ROTATE_90', 'Image.FLIP_LEFT_RIGHT', '9'])})",
            lambda: f".getchannel({self.choice(['0', '3', repr('R'), repr('A')])})",
            lambda: f".reduce({self.choice(['2', '3', '(2, 1)'])})",
        ]
        return self.choice(makers)()

    def program(self) -> str:
        """Returns one program."""
        steps = "".join(self.step() for _ in range(self.choice([0, 1, 1, 2])))
        return f"i = {self.image()}{steps}\nR = S({self.choice(_RESULTS)})"


def programs() -> list[str]:
    """Returns the programs that are recorded."""
    drawer = Drawer("images")
    return [drawer.program() for _ in range(COUNT)]


if __name__ == "__main__":
    found = dict(zip(programs(), real_outcomes(IMPORTS, programs()), strict=True))
    RECORD.write_text(json.dumps(found, indent=0) + "\n", encoding="utf-8")
