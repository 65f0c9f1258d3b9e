"""torchaudio: files have unknown lengths."""

from _pytea import fresh_int, new_tensor, unknown


def load(uri, frame_offset=0, num_frames=-1, normalize=True, channels_first=True, **kwargs):
    channels = fresh_int("channels of a sound", 1)
    frames = num_frames if num_frames > 0 else fresh_int("frames of a sound", 1)
    shape = (channels, frames) if channels_first else (frames, channels)
    return new_tensor(shape), unknown("the sample rate of a file", "int")


def save(uri, src, sample_rate, *args, **kwargs):
    pass


def info(uri, *args, **kwargs):
    return unknown("facts about a sound file")


def set_audio_backend(backend):
    pass
