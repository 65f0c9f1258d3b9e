"""platform: a Linux machine, of which the rest is unknown."""

import _pytea


def system():
    return "Linux"


def python_version():
    return "3.11.0"


def python_version_tuple():
    return "3", "11", "0"


def python_implementation():
    return "CPython"


def _text(*args, **kwargs):
    return _pytea.unknown("a fact about the machine", "str")


node = release = version = machine = processor = platform = python_compiler = _text


def architecture(*args, **kwargs):
    return "64bit", "ELF"


def _fact(*args, **kwargs):
    return _pytea.unknown("a fact about the machine")


uname = mac_ver = win32_ver = libc_ver = freedesktop_os_release = _fact
