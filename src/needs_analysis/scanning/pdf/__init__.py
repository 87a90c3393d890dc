"""PDF files: what their pages say, through their fonts' tables of letters, and what stands in their properties."""
