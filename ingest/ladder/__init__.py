"""Career ladders as their owners wrote them, read by a mapping file that says where levels and statements stand."""
