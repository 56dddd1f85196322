"""How good the readings are: scorers over labelled sets, and the scorecard drawn from them."""

from verbale.evaluation.documents import ScoreReport, score_documents

__all__ = ["ScoreReport", "score_documents"]
