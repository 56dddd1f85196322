"""Make ``data/models/frequencies.npz``: in how many documents of a corpus words stand.

    python tools/make_frequencies.py CORPUS.jsonl.gz...

Words are counted by their stems in buckets (the CRC-32 of the stem, modulo `BUCKETS`), so that
no word and no text is stored. Of a second and further corpora every third document is taken,
so that none outweighs the first.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import numpy as np

from verbale.matcher.weights import write_arrays
from verbale.stories.terms import stems
from verbale.stories.wording import word_number

BUCKETS = 1 << 17
FOLDER = Path(__file__).parent.parent / "src" / "verbale" / "data" / "models"


def count(paths: list[Path]) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], int]:
    """Documents by bucket, and how many there are."""
    counts = np.zeros(BUCKETS, np.int64)
    documents = 0
    for number, path in enumerate(paths):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for place, line in enumerate(lines):
                if number and place % 3:
                    continue
                row = json.loads(line)
                words = set(stems(f"{row.get('title') or ''} {row['text']}"))
                counts[list({word_number(word) % BUCKETS for word in words})] += 1
                documents += 1
    return counts, documents


def main(arguments: list[str]) -> int:
    """Write the counts and say how many documents they are from."""
    counts, documents = count([Path(argument) for argument in arguments])
    kept = np.minimum(counts, 65535).astype(np.uint16)
    write_arrays("frequencies.npz", {"counts": kept, "documents": np.array(documents)}, FOLDER)
    print(f"{documents} documents, {int((kept > 0).sum())} buckets filled")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
