"""Notes on measures, and the caveats that they leave beside every figure they touch."""
