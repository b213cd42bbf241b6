"""Opinions about a plan: estimates, what to break down, what is at risk, what comes next."""
