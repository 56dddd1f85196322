"""What is shown: tables, lines and files made from records. Nothing here reads or prints."""
