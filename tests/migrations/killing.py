"""Migrates databases in processes that are killed at a chosen moment; see `tests.dying`."""

from storage import schema
from tests.dying import answer_lines


def main() -> None:
    """Answer line by line."""
    answer_lines(lambda asked: schema.migrate(asked["url"]))


if __name__ == "__main__":
    main()
