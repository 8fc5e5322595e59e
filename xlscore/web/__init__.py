"""The same functions and buttons in a browser: what the page, Excel on the web and a server of one's own all call."""
