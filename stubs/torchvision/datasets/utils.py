"""torchvision.datasets.utils: what is loaded from afar is there, and whole."""


def check_integrity(fpath, md5=None):
    return True


check_md5 = check_integrity


def _nothing(*args, **kwargs):
    pass


download_url = download_and_extract_archive = download_file_from_google_drive = _nothing


def extract_archive(from_path, to_path=None, remove_finished=False):
    return from_path if to_path is None else to_path
