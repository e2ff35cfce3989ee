"""In: rule-change.jsonl. Out: the same letters as Parquet, and tables that cannot be used. Needs pyarrow 26."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

here = Path(__file__).parent
letters = [json.loads(line) for line in (here / "rule-change.jsonl").read_text(encoding="utf-8").splitlines()]
columns = {name: [letter[name] for letter in letters] for name in ("name", "text")}
for packing in ("snappy", "zstd", "gzip"):
    extra = pa.table({"number": list(range(len(letters))), **columns})
    pq.write_table(extra, here / f"rule-change-{packing}.parquet", compression=packing, row_group_size=3)
pq.write_table(pa.table({"name": ["a"], "body": ["b"]}), here / "without-text.parquet")
pq.write_table(pa.table({"name": ["a"], "text": [5]}), here / "text-as-number.parquet")
