"""What is kept, and the questions asked of it. Functions take a session; only middlewares and entry points commit."""
