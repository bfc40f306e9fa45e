"""What came in, as data: hostile bytes read, restored, and made safe to show."""
