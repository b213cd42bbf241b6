"""What of an instruction was not done, or may not be what was meant: it is named, or asked about."""
