"""Every check of a report, one idea per module; `schema.checks.catalogue` lists them with level and basis."""
