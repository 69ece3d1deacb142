"""What is recorded, changed and decided through the API."""
