"""What yearly figures do to stored drafts: previews before they are published, and new results afterwards."""
