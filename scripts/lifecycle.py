"""Draws the table of transitions into docs/architecture.md.

`python scripts/lifecycle.py` writes it; with `--check` it exits with 1 where the drawing is not that of the table.
"""

import sys
from pathlib import Path

from domain.lifecycle import NEXT, Status

DOCUMENT = Path(__file__).parent.parent / "docs" / "architecture.md"
BEGIN, END = "<!-- lifecycle:begin -->", "<!-- lifecycle:end -->"


def drawn() -> str:
    """Return the table as Markdown: a row for each status, in the order of the life of a tip."""
    order = list(Status)
    rows = ["| from | to |", "| --- | --- |"]
    for status in order:
        following = ", ".join(f"`{after}`" for after in order if after in NEXT[status])
        rows.append(f"| `{status}` | {following or 'ends here'} |")
    return "\n".join(rows)


def renewed(text: str) -> str:
    """Return the document with the drawing between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{drawn()}\n{END}{after}"


def main() -> int:
    """Run as the module says."""
    text = DOCUMENT.read_text(encoding="utf-8")
    new = renewed(text)
    if "--check" in sys.argv:
        return int(new != text)
    DOCUMENT.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
