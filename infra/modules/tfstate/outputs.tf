output "backend" {
  description = "What every unit's s3 backend is configured with, besides its key."
  value = {
    bucket       = aws_s3_bucket.this.id
    region       = data.aws_region.this.region
    encrypt      = true
    kms_key_id   = aws_kms_key.this.arn
    use_lockfile = true
  }
  depends_on = [aws_s3_bucket_policy.this, aws_s3_bucket_versioning.this, aws_s3_bucket_server_side_encryption_configuration.this]
}

output "bucket_arn" {
  description = "ARN of the bucket, for the CI roles' policies."
  value       = aws_s3_bucket.this.arn
}

output "kms_key_arn" {
  description = "ARN of the key that states are encrypted with, for the CI roles' policies."
  value       = aws_kms_key.this.arn
}
