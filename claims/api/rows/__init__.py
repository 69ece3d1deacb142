"""The columns of the record that anybody may read, and what hangs on them."""
