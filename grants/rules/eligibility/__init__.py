"""Whether an application can be sent and funded: one subject a file; `grants.rules.catalog` lists all."""
