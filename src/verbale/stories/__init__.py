"""Documents beside one another: copies, stories, and undertakings that are the same.

Nothing here opens a database: what is known of other documents comes through a `Shelf` or a
`ThreadShelf`.
"""

from verbale.stories.gathering import Gatherer
from verbale.stories.shelf import Shelf
from verbale.stories.thread_shelf import ThreadShelf
from verbale.stories.threading import Threader

__all__ = ["Gatherer", "Shelf", "ThreadShelf", "Threader"]
