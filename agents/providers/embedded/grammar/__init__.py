"""What the embedded planner understands on a plan: one file a family of instructions."""
