"""torch.hub: models from elsewhere are not followed."""

from _pytea import unknown


def load(repo_or_dir, model, *args, source="github", **kwargs):
    return unknown("a model of torch.hub")


def load_state_dict_from_url(
    url,
    model_dir=None,
    map_location=None,
    progress=True,
    check_hash=False,
    file_name=None,
    weights_only=False,
):
    return unknown("what torch.hub downloads")


def download_url_to_file(url, dst, hash_prefix=None, progress=True):
    pass


def get_dir():
    return unknown("a folder", "str")


def set_dir(d):
    pass


def list(github, force_reload=False, skip_validation=False):
    return unknown("a list of models")
