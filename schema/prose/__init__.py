"""Reading Chinese official prose: numbers, what they count, sums inside a sentence. Pure; the words come from the form."""
