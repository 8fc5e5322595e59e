"""The scorecards' arithmetic, in the officers' words. Standard library only; knows nothing of Excel."""
