"""librosa: sounds from files have unknown lengths; spectrograms have the sizes of their options.

Options may be given by position, as versions before 0.10 let them.
"""

from librosa import core, effects, feature, filters, util
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

__version__ = "0.11.0"
