"""What is measured, line by line."""
