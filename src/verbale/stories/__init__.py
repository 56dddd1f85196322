"""Documents beside one another: which are copies, and which tell of the same happening.

Nothing here opens a database: what is known of other documents comes through a `Shelf`.
"""

from verbale.stories.gathering import Gatherer
from verbale.stories.shelf import Shelf

__all__ = ["Gatherer", "Shelf"]
