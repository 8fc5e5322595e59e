"""The samples: published figures, in the workbooks that they belong to."""

from __future__ import annotations

from xlscore.books.samples.build import SAMPLES, Sample, fill_sample, write_workbooks

__all__ = ["SAMPLES", "Sample", "fill_sample", "write_workbooks"]
