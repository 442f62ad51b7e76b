"""The sizes, the calendar and the device classes of generated booking rounds."""
from typing import NamedTuple

SLOTS_PER_DAY = 48
DAYS = 7
WEEKDAYS = 5
HORIZON = DAYS * SLOTS_PER_DAY


class Size(NamedTuple):
    devices: int
    requests: int
    areas: int
    institutions: int
    classes: int
    load: float  # slots asked for over slots open, which opening hours are drawn for


class DeviceClass(NamedTuple):
    name: str
    shortest: int  # slots of use, as the next
    longest: int
    set_up: int  # most slots before the use
    clean_up: int  # most slots after it


SIZES = {
    "district": Size(20, 150, 1, 8, 6, 1.20),
    "city": Size(300, 5000, 6, 60, 20, 1.20),
    "mega": Size(3000, 60000, 50, 500, 30, 1.25),
}
CLASSES = [DeviceClass(*entry) for entry in (
    ("MRI", 2, 4, 1, 0), ("CT", 1, 3, 0, 0), ("flow-cytometer", 2, 8, 1, 1), ("confocal", 3, 10, 1, 1),
    ("sequencer", 16, 40, 2, 2), ("mass-spec", 4, 16, 2, 1), ("ultrasound", 1, 3, 0, 0),
    ("PCR", 3, 6, 0, 1), ("PET-CT", 2, 4, 1, 1), ("ECG-lab", 1, 2, 0, 0), ("EEG", 3, 6, 1, 0),
    ("bone-density", 1, 2, 0, 0), ("endoscopy-sim", 4, 8, 1, 1), ("cell-sorter", 4, 12, 2, 2),
    ("SEM", 4, 10, 1, 1), ("NMR", 6, 24, 1, 1), ("HPLC", 6, 20, 1, 1), ("animal-CT", 3, 8, 1, 1),
    ("spirometry", 1, 2, 0, 0), ("rehab-robot", 2, 4, 0, 1), ("motion-lab", 4, 10, 2, 1),
    ("sleep-lab", 16, 18, 1, 1), ("OCT", 1, 3, 0, 0), ("microarray", 6, 12, 1, 1),
    ("cryostat", 2, 6, 1, 1), ("patch-clamp", 6, 16, 1, 1), ("bioprinter", 6, 20, 2, 2),
    ("TMS", 2, 4, 0, 1), ("fNIRS", 2, 5, 0, 1), ("DXA", 1, 2, 0, 0))]
