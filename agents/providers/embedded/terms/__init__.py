"""Words for values: statuses, priorities, numbers, days and durations."""
