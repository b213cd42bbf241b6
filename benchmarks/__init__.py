"""Speed, as ratios: against the raw database and the raw library, in the same run on the same machine."""
