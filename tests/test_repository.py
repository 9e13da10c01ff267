"""What the repository says of itself: catalogues, drawings, links."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a script of ours with the tests' Python."""
    return subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own scripts


def test_every_text_has_its_vietnamese() -> None:
    done = run("scripts/translations.py", "--check")
    assert done.returncode == 0, done.stderr


def test_a_text_without_vietnamese_is_found(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, 'scripts'); import translations; from pathlib import Path;"
        f"catalogue = Path({str(tmp_path / 'vi.po')!r});"
        "text = translations.VIETNAMESE.read_text(encoding='utf-8').replace('msgstr \"Gửi\"', 'msgstr \"\"');"
        "catalogue.write_text(text, encoding='utf-8');"
        "translations.VIETNAMESE = catalogue; print(*translations.faults())"
    )
    assert "no Vietnamese for 'Send'" in run("-c", code).stdout


def test_the_drawing_of_the_life_cycle_is_that_of_the_table() -> None:
    assert run("scripts/lifecycle.py", "--check").returncode == 0


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert missing == []
