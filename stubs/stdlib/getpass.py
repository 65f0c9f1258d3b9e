"""getpass."""

import _pytea


def getuser():
    return _pytea.unknown("the name of the user", "str")


def getpass(prompt="Password: ", stream=None):
    return _pytea.unknown("a password", "str")
