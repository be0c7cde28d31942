"""How sure a fact is: features of how it was read, and weights fitted on gold."""
