"""Where a tip is: from a Vietnamese sentence, a typed name or a shared position to one of the 3,321 communes.

What is known of the units (gazetteer, boundaries) is kept apart from how a place is read out of words and numbers.
Nothing here asks the network, and where something cannot be decided it says so, with the choices.
"""
