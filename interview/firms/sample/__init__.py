"""A firm that does not exist, with clients that do not exist, so that a newcomer sees the workspace at work."""
