"""What staff send: which texts they want, a page of translations, a file."""
