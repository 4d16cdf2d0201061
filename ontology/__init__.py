"""What things mean: vocabulary, IRIs, records, errors and shapes. No IO but its own files, no engine."""
