"""Plain values every other part may import: money, dates, working days, codes, errors. Standard library only."""
