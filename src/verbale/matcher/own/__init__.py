"""A user's own actors: read from a file or from other formats, and put on top of the registry."""

from verbale.matcher.own.addition import Addition, Holding, Rules
from verbale.matcher.own.files import OwnFile, read_own
from verbale.matcher.own.importing import FORMATS, Report, import_file
from verbale.matcher.own.knowing import Knower, load_own, rules_of

__all__ = [
    "FORMATS",
    "Addition",
    "Holding",
    "Knower",
    "OwnFile",
    "Report",
    "Rules",
    "import_file",
    "load_own",
    "read_own",
    "rules_of",
]
