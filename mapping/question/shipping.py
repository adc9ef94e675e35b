"""What the browser is given of the tables that both sides work by, as modules of `static/js/field/`."""

import json
from pathlib import Path

from django.conf import settings

from curation.folding import TABLE_FILE
from curation.folding_rules import fold_table

from .table import FARTHEST, FEWEST_SHOWN, GROUPED, KILOMETRES_PER_STEP, PARAMETERS, SENSITIVE

HEAD = "/* Written by `manage.py write_browser_tables` from {source}; change that and run it again. */\n\n"
WIDTH = 200


def browser_modules() -> dict[Path, str]:
    """The text of each module by its path."""
    folder = Path(settings.BASE_DIR) / "static" / "js" / "field"
    return {folder / "table.js": question_module(), folder / "fold_table.js": fold_module()}


def question_module() -> str:
    """The parameters of a question as a module."""
    lines = [HEAD.format(source="mapping/question/table.py"), "export const PARAMETERS = [\n"]
    lines += [f"  {json.dumps(parameter.shipped())},\n" for parameter in PARAMETERS]
    lines += ["];\n"]
    lines += [
        f"export const GROUPED = {json.dumps(GROUPED)};\n",
        f"export const SENSITIVE = {json.dumps(SENSITIVE)};\n",
    ]
    lines += [f"export const FEWEST_SHOWN = {FEWEST_SHOWN};\n", f"export const FARTHEST = {FARTHEST};\n"]
    lines += [f"export const KILOMETRES_PER_STEP = {KILOMETRES_PER_STEP!r};\n"]
    return "".join(lines)


def fold_module() -> str:
    """The fold table as a module: what it becomes → the characters that become it, several to a line."""
    table = json.loads(TABLE_FILE.read_text(encoding="utf-8"))
    lines, line = [], ""
    for plain, characters in table.items():
        entry = f"{json.dumps(plain)}: {json.dumps(characters)},"
        if line and len(line) + len(entry) > WIDTH:
            lines.append(line)
            line = ""
        line = f"{line} {entry}" if line else f"  {entry}"
    body = "\n".join([*lines, line])
    return f"{HEAD.format(source='curation/folding.json')}export const FOLDS = {{\n{body}\n}};\n"


def fold_text() -> str:
    """The text of `curation/folding.json`, anew from Unicode."""
    return json.dumps(fold_table(), indent=0, separators=(",", ":")) + "\n"
