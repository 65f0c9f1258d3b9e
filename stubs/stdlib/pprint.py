"""pprint: nothing is printed; short values have their plain text."""

import _pytea


def pprint(object, *args, **kwargs):
    pass


pp = pprint


def pformat(object, indent=1, width=80, **options):
    text = repr(object)
    if _pytea.is_known(text) and len(text) < width and "{" not in text:
        return text
    return _pytea.unknown("the text of an object in several lines", "str")


saferepr = repr


class PrettyPrinter:
    def __init__(self, *args, **kwargs):
        pass

    def pprint(self, object):
        pass

    def pformat(self, object):
        return pformat(object)
