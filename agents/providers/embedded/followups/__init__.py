"""Messages that go on from the one before: what they leave out stands in that one."""
