"""The search for places on the grid."""
