"""Numbers of reasons, out of the tables of docs/errors.md."""
import pathlib
import re

ERRORS = pathlib.Path(__file__).resolve().parents[2] / "docs" / "errors.md"
NUMBER = {name: int(number) for number, name in re.findall(
    r"^\| (\d+) \| `(\w+)` \|", ERRORS.read_text(encoding="utf-8"), re.MULTILINE)}
