"""The running bot: processes, time and the network."""
