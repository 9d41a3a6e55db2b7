"""Pictures of apps: read, joined, told apart from copies, reviewed, taught."""
