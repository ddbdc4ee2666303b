"""Plain values every other part may import: money, dates, codes, errors. Standard library only."""
