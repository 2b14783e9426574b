"""How languages write numbers and dates, where the United States differ from what Django knows."""
