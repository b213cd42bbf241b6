"""What was said: brought to one form, with the tasks that it names marked."""
