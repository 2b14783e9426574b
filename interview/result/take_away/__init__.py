"""What a family takes away from its result: a report as PDF and the days as a calendar file."""
