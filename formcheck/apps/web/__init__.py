"""What every page that formcheck serves has in common: who may see it, and how it is served."""
