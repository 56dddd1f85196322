"""The learned coder: features of relations and of trigger words, and the models over them."""
