"""One question for list, map, download and embed: read from the query string, answered from the columns."""
