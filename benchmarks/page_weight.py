"""How heavy the pages of the example's reports are, and each of their charts: its words, its table, its share of what
is drawn.

Run it after `make report`, from the repository's root with the project's Python:

    python benchmarks/page_weight.py [REPORTS]
"""

from __future__ import annotations

import base64
import gzip
import json
import re
import sys
from pathlib import Path

FIGURE = re.compile(r'<figure class="chart".*?</figure>', re.DOTALL)
NAME = re.compile(r'aria-label="([^"]*)"')


def packed(html: str, name: str) -> str:
    found = re.search(rf'<script type="text/plain" id="{name}">([^<]*)</script>', html)
    return found[1] if found else ""


def weigh(path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    shown, drawn = FIGURE.findall(html), packed(html, "figures")
    told = json.loads(gzip.decompress(base64.b64decode(drawn))) if drawn else {"figures": []}
    plain = [len(json.dumps(figure, ensure_ascii=False).encode()) for figure in told["figures"]]
    weights = [len(figure.encode()) + len(drawn) * own / sum(plain) for figure, own in zip(shown, plain, strict=True)]
    whole = len(html.encode())
    print(f"{path}: {whole / 1000:.0f} KB, plotly.js {len(packed(html, 'plotly')) / 1000:.0f}, {len(shown)} charts")
    if weights:
        print(f"  a chart: mean {sum(weights) / len(weights) / 1000:.1f} KB, most {max(weights) / 1000:.1f} KB")
    for weight, figure in sorted(zip(weights, shown, strict=True), reverse=True)[:5]:
        name = NAME.search(figure)
        print(f"  {weight / 1000:5.1f} KB  {name[1][:90] if name else ''}")


def main() -> None:
    reports = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("reports")
    for path in sorted(reports.rglob("final_report.html")):
        weigh(path)


if __name__ == "__main__":
    main()
