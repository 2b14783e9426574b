"""The lines of a result outside its page: as plain text, and beside a finished return."""
