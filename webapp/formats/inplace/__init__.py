"""Files whose words alone are changed: everything else comes back as it came in."""
