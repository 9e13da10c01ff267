"""The supervisors' console: pages drawn on the server, without a script in them."""
