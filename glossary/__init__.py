"""Trade terms that a reader may not know, and how they are marked within a text. Every app may use it."""
