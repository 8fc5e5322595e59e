"""What cells look like: styles and colours."""
