"""torchaudio.datasets: sounds of one channel and unknown length, with what is told of them."""

import os

from _pytea import fresh_int, is_known, new_tensor, summary, unknown
from torch.utils.data.dataset import Dataset
from torchvision.datasets.vision import chosen


def _sound():
    return new_tensor((1, fresh_int("frames of a sound", 1)))


def _text(what):
    return unknown(what, "str")


def _number(what):
    return unknown(what, "int")


class _Sounds(Dataset):
    """The data sets keep the names of their files in ``_walker``, which users replace."""

    def _holds(self, path, count):
        self._path = path
        self._walker = summary([_text("the name of a sound")], count)

    def __len__(self):
        return len(self._walker)


class SPEECHCOMMANDS(_Sounds):
    def __init__(
        self, root, url="speech_commands_v0.02", folder_in_archive="SpeechCommands",
        download=False, subset=None,
    ):  # fmt: skip
        if is_known(subset) and subset is not None:
            if subset not in ("training", "validation", "testing"):
                raise ValueError("When `subset` is not None, it must be one of ['training', 'validation', 'testing'].")
        lengths = {None: 105829, "training": 84843, "validation": 9981, "testing": 11005}
        is_usual = is_known(url) and url == "speech_commands_v0.02"
        count = chosen(subset, lengths) if is_usual else fresh_int("length of a data set", 1)
        self._archive = os.path.join(root, folder_in_archive)
        self._holds(os.path.join(root, folder_in_archive, url), count)

    def __getitem__(self, n):
        return _sound(), 16000, _text("a word"), _text("a speaker"), _number("the number of an utterance")


class YESNO(_Sounds):
    def __init__(self, root, url=None, folder_in_archive="waves_yesno", download=False):
        self._holds(os.path.join(root, folder_in_archive), 60)

    def __getitem__(self, n):
        return _sound(), 8000, [_number("yes or no") for _ in range(8)]


class LIBRISPEECH(_Sounds):
    def __init__(
        self, root, url="train-clean-100", folder_in_archive="LibriSpeech", download=False
    ):
        lengths = {
            "dev-clean": 2703, "dev-other": 2864, "test-clean": 2620, "test-other": 2939,
            "train-clean-100": 28539, "train-clean-360": 104014, "train-other-500": 148688,
        }  # fmt: skip
        is_usual = is_known(url) and url in lengths
        count = lengths[url] if is_usual else fresh_int("length of a data set", 1)
        self._holds(os.path.join(root, folder_in_archive, url), count)

    def __getitem__(self, n):
        return (
            _sound(), 16000, _text("what is said"), _number("a speaker"), _number("a chapter"),
            _number("the number of an utterance"),
        )  # fmt: skip


class LJSPEECH(_Sounds):
    def __init__(self, root, url=None, folder_in_archive="wavs", download=False):
        self._holds(root, 13100)

    def __getitem__(self, n):
        return _sound(), 22050, _text("what is said"), _text("what is said")


class GTZAN(_Sounds):
    def __init__(self, root, url=None, folder_in_archive="genres", download=False, subset=None):
        lengths = {None: 1000, "training": 443, "validation": 197, "testing": 290}
        self._holds(root, chosen(subset, lengths, "subset"))

    def __getitem__(self, n):
        return _sound(), 22050, _text("a genre")
