"""PIL.ImageFile."""

LOAD_TRUNCATED_IMAGES = False
