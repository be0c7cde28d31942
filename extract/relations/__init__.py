"""Relations between entities from verb frames, appositions and lists."""
