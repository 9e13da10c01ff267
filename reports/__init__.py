"""Figures in, something to read out: sentences, texts, JSON and charts."""
