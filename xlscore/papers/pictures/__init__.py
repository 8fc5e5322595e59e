"""The pictures of a paper: tube maps, control charts and sparklines as SVG and PNG, each with words that say the same."""
