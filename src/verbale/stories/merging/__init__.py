"""Event records that tell of one event: how alike two are, and which groups that makes.

Nothing here opens a database: what is known of other records comes through a `Ledger`. Whether two
mentions tell of one event is asked of the two alone, and a group follows from its mentions:
neither depends on the order in which they were read (docs/decisions/0014).
"""

from verbale.stories.merging.ledger import Ledger
from verbale.stories.merging.merger import Merger

__all__ = ["Ledger", "Merger"]
