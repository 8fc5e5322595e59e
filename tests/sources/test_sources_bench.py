"""The benchmark of reading files, where its folder has none of the files that it needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.bench_import import made


@pytest.mark.parametrize("content", [None, "Crime ID,Month,LSOA name,Crime type\n"])
def test_a_folder_without_rows_of_a_street_file_is_said_and_ends_it(
    content: str | None, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "2019-01-leicestershire-street.csv").write_text(content, encoding="utf-8")

    with pytest.raises(SystemExit, match="holds no row of a street file"):
        made(tmp_path, tmp_path / "out.csv", 10)
