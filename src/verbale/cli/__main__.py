"""``python -m verbale.cli``: the same as the command ``verbale``."""

from verbale.cli import main

if __name__ == "__main__":
    main()
