"""Pure rules: facts and dated parameters in, findings or explained rows out. No clock, no ORM."""
