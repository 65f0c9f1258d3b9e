"""librosa.core: what the package itself has, too."""

from librosa._sounds import get_duration, get_samplerate, load, resample, to_mono
from librosa._spectra import (
    amplitude_to_db,
    db_to_amplitude,
    db_to_power,
    griffinlim,
    istft,
    magphase,
    power_to_db,
    stft,
)
