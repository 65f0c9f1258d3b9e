"""What runs when an attribute is set: nothing of it changes a shape."""

NO_OP = object()


def pipe(*setters):
    return NO_OP


def frozen(instance, attribute, new_value):
    raise AttributeError("can't set attribute")


def validate(instance, attribute, new_value):
    return new_value


convert = validate
