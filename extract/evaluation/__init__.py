"""How good extraction is: records against human annotation. Knows the contract's records, not how they were made."""
