"""What the desk holds, for other programs that ask: an HTTP address, an assistant's tools."""
