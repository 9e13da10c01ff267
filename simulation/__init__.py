"""Sample people who write to the bot through a messenger, as many and as fast as asked, and what became of it."""
