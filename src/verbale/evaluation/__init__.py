"""How good the readings are: scorers over labelled sets, and the scorecard drawn from them."""

from verbale.evaluation.documents import score_documents
from verbale.evaluation.measures import Measure, Scores

__all__ = ["Measure", "Scores", "score_documents"]
