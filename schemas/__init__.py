"""What things are: typed records, ids, units, errors and the data that describe them. Imports nothing of ours."""
