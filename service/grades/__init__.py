"""Words for levels: which of them grade the holder of a title, and which levels of a snapshot they mean."""
