output "bucket_name" {
  description = "Name of the bucket, once it is locked."
  value       = aws_s3_bucket.this.bucket
  depends_on  = [aws_s3_bucket_object_lock_configuration.this, aws_s3_bucket_policy.this]
}

output "bucket_arn" {
  description = "ARN of the bucket."
  value       = aws_s3_bucket.this.arn
}

output "kms_key_arn" {
  description = "ARN of the key that records are encrypted with."
  value       = aws_kms_key.this.arn
}
