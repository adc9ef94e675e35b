"""The generator of the fictional field: seeded, so that the same seed gives the same field, ids included."""
