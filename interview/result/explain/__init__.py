"""From what the engine found to what the result page says. No tax is worked out here. Import from here."""

from interview.result.explain.result_page import ResultPage, explain

__all__ = ["ResultPage", "explain"]
