"""The values every other package shares; numpy is their only dependency."""
