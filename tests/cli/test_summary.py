"""``pytea summary``, against the modules that real torch makes."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import torch
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode

from tests.command import pytea

NET = """\
import torch
import torch.nn as nn


class Block(nn.Module):
    def __init__(self, width, stride=1):
        super().__init__()
        self.conv = nn.Conv2d(width, 2 * width, 3, stride, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(2 * width)
        self.skip = nn.Conv2d(width, 2 * width, 1, stride)
        self.scale = nn.Parameter(torch.tensor(0.5))

    def forward(self, x):
        return torch.relu(self.norm(self.conv(x)) + self.scale * self.skip(x))


class Net(nn.Module):
    def __init__(self, classes=10, size=8):
        super().__init__()
        self.blocks = nn.Sequential(Block(3), Block(6, 2), nn.ConvTranspose2d(12, 5, 2, 2))
        self.pool = nn.AdaptiveAvgPool2d(size)
        self.fc = nn.Linear(5 * 8 * 8, classes)

    def forward(self, x):
        return self.fc(self.pool(self.blocks(x)).flatten(1))
"""


def rows(text: str) -> dict[str, tuple[str, str]]:
    """The shape and the parameters by the last part of the name of a module."""
    found = {}
    for line in text.splitlines():
        match = re.match(r"[│├└─ ]*([\w]+)(?:: \w+)? +(\(.*?\)|error|—) +([\d,]+|—)", line)
        if match:
            found[match[1]] = (match[2], match[3].replace(",", ""))
    return found


def real(folder: Path) -> dict[str, tuple[str, str]]:
    net = runpy.run_path(str(folder / "net.py"))["Net"]()
    found = {}

    def note(name: str):
        def hook(module, inputs, output):
            count = sum(p.numel() for p in module.parameters())
            found[name.rpartition(".")[2] or "Net"] = (str(tuple(output.shape)), str(count or "—"))

        return hook

    for name, module in net.named_modules():
        module.register_forward_hook(note(name))
    net(torch.zeros(2, 3, 16, 16))
    return found


def test_shapes_and_parameters_are_those_of_torch(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(NET)
    done = pytea(tmp_path, "summary", "net.py:Net", "--input", "2,3,16,16")
    assert done.status == 0
    assert rows(done.out) == real(tmp_path)
    total = sum(p.numel() for p in runpy.run_path(str(tmp_path / "net.py"))["Net"]().parameters())
    assert f"parameters: {total:,}" in done.out.splitlines()


def test_multiply_adds_are_counted_by_hand(tmp_path: Path) -> None:
    text = "import torch.nn as nn\n\n\ndef net():\n    return nn.Sequential(nn.Conv2d(3, 8, 3))\n"
    (tmp_path / "net.py").write_text(text)
    done = pytea(tmp_path, "summary", "net.py:net", "--input", "B,3,10,10")
    assert f"multiply-adds: {8 * 3 * 3 * 3 * 8 * 8:,}·B" in done.out
    assert f"activations: {8 * 8 * 8 * 4:,}·B bytes" in done.out
    (tmp_path / "net.py").write_text(text.replace("Conv2d(3, 8, 3)", "ConvTranspose2d(3, 8, 2, 2)"))
    done = pytea(tmp_path, "summary", "net.py:net", "--input", "5,3,10,10")
    assert f"multiply-adds: {3 * 8 * 2 * 2 * 5 * 10 * 10:,}" in done.out.splitlines()


STRIDES = """\
import sys

import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.read = nn.Conv2d(3, width, 3, stride=2)
        self.shrink = nn.Conv2d(width, 8, 3, stride=2)
        self.norm = nn.BatchNorm2d(8)
        self.fc = nn.Linear(8, width)

    def forward(self, x):
        return self.fc(self.norm(self.shrink(self.read(x))).mean((2, 3)))


if __name__ == "__main__":
    width = int(sys.argv[1])
    Net(width)(torch.randn(4, 3, 33, 35))
"""


def totals(text: str, **sizes: int) -> list[int]:
    """The totals below a table, as numbers."""
    sums = text.rpartition("─\n")[2].replace(",", "").replace("·", "*").replace(" bytes", "")
    return [eval(line.partition(": ")[2], dict(sizes)) for line in sums.splitlines()[:3]]


def test_totals_with_symbols_are_those_with_numbers(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(STRIDES)
    numbers = pytea(tmp_path, "summary", "net.py:Net(16)", "--input", "4,3,33,35").out
    parameters = sum(
        p.numel() for p in runpy.run_path(str(tmp_path / "net.py"))["Net"](16).parameters()
    )
    assert totals(numbers)[0] == parameters
    symbols = pytea(tmp_path, "summary", "net.py:Net(16)").out
    assert "(B, 16, (H + 1) // 2 - 1, (W + 1) // 2 - 1)" in symbols
    assert totals(symbols, B=4, H=33, W=35) == totals(numbers)
    widths = pytea(tmp_path, "summary", "net.py").out
    (name,) = set(re.findall(r"[a-z_]+(?=, 16, 17\))", widths))
    assert totals(widths, **{name: 16}) == totals(numbers)


def test_the_table_ends_at_the_failing_layer(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(NET)
    done = pytea(tmp_path, "summary", "net.py:Net(10, size=7)", "--input", "2,3,16,16")
    assert done.status == 1
    found = rows(done.out)
    assert found["pool"] == ("(2, 5, 7, 7)", "—")
    assert (found["fc"][0], found["Net"][0]) == ("error", "error")
    assert "input has 245 features, but weight expects 320" in done.out


def test_a_class_that_fails_needs_no_input_and_may_be_imported(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(NET.replace("size=8", "size=7"))
    (tmp_path / "train.py").write_text("from net import Net as Model\n")
    for target in ("net.py:Net", "train.py:Model"):
        done = pytea(tmp_path, "summary", target)
        assert done.status == 1, target
        found = rows(done.out)
        assert found["pool"] == ("(B, 5, 7, 7)", "—")
        assert found["fc"][0] == "error"
        assert "input has 245 features, but weight expects 320" in done.out


def test_a_class_whose_inputs_are_not_clear_is_made_and_that_is_said(tmp_path: Path) -> None:
    text = NET.replace("def forward(self, x):", "def forward(self, x, how):\n        how[x.shape]")
    (tmp_path / "net.py").write_text(text)
    done = pytea(tmp_path, "summary", "net.py:Net")
    assert rows(done.out)["fc"] == ("—", "3210")
    assert "net.py:Net: what it takes is not clear" in done.err


def test_a_call_with_too_few_inputs_is_told_as_such(tmp_path: Path) -> None:
    forward = "def forward(self, x, mode):\n        return self.read(x)"
    text = NET[: NET.index("class ")] + (
        "class Two(nn.Module):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n"
        "        self.read = nn.Linear(4, 2)\n\n"
        f"    {forward}\n"
    )
    (tmp_path / "two.py").write_text(text)
    done = pytea(tmp_path, "summary", "two.py:Two", "--input", "1,4")
    assert done.status == 2
    assert "'mode'; give one --input for each tensor" in done.err


def test_what_cannot_be_summarized_is_told(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(NET)
    assert pytea(tmp_path, "summary", "gone.py").status == 2
    assert pytea(tmp_path, "summary", "net.py:Net", "--input", "1,x y").status == 2
    assert pytea(tmp_path, "summary", "net.py", "--input", "1").status == 2


LOOP = """\
import torch
import torch.nn as nn


class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.step = nn.Linear(width, width)
        self.read = nn.LSTM(width, width)
        self.look = nn.MultiheadAttention(width, 2)

    def forward(self, x):
        for _ in range(3):
            x = self.step(x)
        x, _ = self.read(x)
        return self.look(x, x, x)[0]


for _ in range(2):
    Net(6)(torch.zeros(2, 1, 6))
"""


def test_every_call_of_a_module_counts_and_the_script_of_its_class_does_not(tmp_path: Path) -> None:
    (tmp_path / "loop.py").write_text(LOOP)
    done = pytea(tmp_path, "summary", "loop.py:Net(8)", "--input", "5,1,8")
    counts = re.findall(r"(step|read|look): .* ([\d,]+)$", done.out, re.M)
    assert counts == [("step", "960"), ("read", "2,560"), ("look", "1,680")]
    assert done.out.count("Net") == 1
    # 3 times 5 rows of 8*8; 5 rows of two weights (32, 8); 5 rows of (24, 8) and (8, 8),
    # and 5 times 5 scores and what they weigh, of 8 numbers each
    assert "multiply-adds: 5,200" in done.out.splitlines()


def test_a_class_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "loop.py").write_text(LOOP)
    done = pytea(tmp_path, "summary", "loop.py:Nett(8)")
    assert (done.status, done.out) == (2, "")
    assert "loop.py has no 'Nett', did you mean 'Net'?" in done.err


ATTENTION = """\
import torch
import torch.nn as nn
import torch.nn.functional as F


class Attention(nn.Module):
    def __init__(self, width=64, heads=4):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.mix = nn.Parameter(torch.randn(width, width))
        self.weight = nn.Parameter(torch.randn(width, width))

    def forward(self, x):
        b, n, width = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        fused = F.scaled_dot_product_attention(q, k, v)
        scores = (q @ k.transpose(-1, -2)).softmax(-1)
        seen = torch.einsum("bhns,bhsd->bhnd", scores, v) + fused
        mixed = F.linear(seen.transpose(1, 2).reshape(b, n, width), self.mix)
        return torch.matmul(mixed + F.linear(x, self.qkv.weight[:width]), self.weight)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(Attention() for _ in range(2))
        self.heads = nn.MultiheadAttention(64, 4, batch_first=True)

    def forward(self, x):
        for layer in self.layers:
            x = layer(layer(x))
        return self.heads(x, x, x)[0]
"""


def test_products_are_counted_as_torch_counts_them(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(ATTENTION)
    done = pytea(tmp_path, "summary", "net.py:Net", "--input", "2,10,64")
    net = runpy.run_path(str(tmp_path / "net.py"))["Net"]()
    with sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter:
        net(torch.zeros(2, 10, 64))
    assert f"multiply-adds: {counter.get_total_flops() // 2:,}" in done.out.splitlines()
    named = pytea(tmp_path, "summary", "net.py:Net", "--input", "B,N,64")
    assert "16,384·B·N + 128·B·N·N" in named.out


GIVES = """\
import torch
import torch.nn as nn


class Recorder(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)

    def forward(self, x):
        self.last = self.fc(x)


class Parts(nn.Module):
    def forward(self, x, n=3):
        return {"scores": x, "count": n}, None, [x, "text"]


class Broken(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.fc = nn.Linear(5, 2)

    def forward(self, x):
        return (self.fc(x).view(-1, x.undefined),)


class Words(nn.Module):
    def __init__(self, vocabulary=100):
        super().__init__()
        self.embed = nn.Embedding(vocabulary, 8)
        self.fc = nn.Linear(8, 3)

    def forward(self, tokens):
        return self.fc(self.embed(tokens).mean(1))


if __name__ == "__main__":
    Recorder()(torch.zeros(3, 4))
    Parts()(torch.zeros(3, 4))
"""


def test_what_is_no_tensor_stands_in_the_table_as_well(tmp_path: Path) -> None:
    (tmp_path / "gives.py").write_text(GIVES)
    done = pytea(tmp_path, "summary", "gives.py")
    assert re.search(r"^Recorder +None +10 +—$", done.out, re.M)
    assert "({'scores': (3, 4), 'count': 3}, None, [(3, 4), 'text'])" in done.out
    done = pytea(tmp_path, "summary", "gives.py:Broken(7)", "--input", "3,4")
    assert (rows(done.out)["fc"][0], rows(done.out)["Broken"][0]) == ("error", "error")


def test_a_class_without_inputs_is_called_with_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "gives.py").write_text(GIVES)
    (tmp_path / "net.py").write_text(NET)
    done = pytea(tmp_path, "summary", "gives.py:Words")
    assert (done.status, rows(done.out)["embed"][0], rows(done.out)["Words"][0]) == (
        0, "(B, D, 8)", "(B, 3)",
    )  # fmt: skip
    done = pytea(tmp_path, "summary", "net.py:Block(3)")
    assert (done.status, rows(done.out)["conv"][1]) == (0, "162")


def test_an_input_has_the_dtype_that_is_needed_unless_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "gives.py").write_text(GIVES)
    assert pytea(tmp_path, "summary", "gives.py:Words", "--input", "5,7").status == 0
    assert pytea(tmp_path, "summary", "gives.py:Words", "--input", "5,7:float32").status == 1
    done = pytea(tmp_path, "summary", "gives.py:Words", "--input", "5,7:bogus")
    assert (done.status, done.err) == (
        2, "pytea: --input 5,7:bogus: torch has no dtype 'bogus'\n",
    )  # fmt: skip


def test_what_is_to_be_named_is_told(tmp_path: Path) -> None:
    (tmp_path / "net.py").write_text(NET)
    done = pytea(tmp_path, "summary", "net.py")
    assert done.out == "no module is called\nlook at a class: pytea summary net.py:Net\n"
    done = pytea(tmp_path, "summary", "net.py:Block")
    missing = "Block.__init__() missing 1 required positional argument: 'width'"
    told = f"pytea: net.py:Block: {missing}; write them as in 'net.py:Net(10)'\n"
    assert (done.status, done.err) == (2, told)


def test_the_script_that_nobody_wrote_is_not_shown(tmp_path: Path) -> None:
    text = "import torch.nn as nn\n\n\ndef net():\n    return nn.Sequential(nn.Linear(4, 5))\n"
    (tmp_path / "net.py").write_text(text)
    done = pytea(tmp_path, "summary", "net.py:net", "--input", "2,3")
    assert done.status == 1 and "_pytea" not in done.out and "pytea_model_of" not in done.out
    assert "net.py:4:5 error[shape-mismatch] input has 3 features" in done.out
