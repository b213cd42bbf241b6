"""What an instruction names: tasks by number, place, title or set, within the draft as it stands."""
