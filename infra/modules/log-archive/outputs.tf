output "bucket_arns" {
  description = "ARNs of the buckets: network (flow and resolver logs), lb (load balancers), datadog (what Datadog did not take), trail."
  value       = { for name, bucket in aws_s3_bucket.this : name => bucket.arn }
  depends_on  = [aws_s3_bucket_policy.this]
}

output "bucket_names" {
  description = "Their names."
  value       = { for name, bucket in aws_s3_bucket.this : name => bucket.id }
  depends_on  = [aws_s3_bucket_policy.this]
}

output "trail_bucket" {
  description = "Name of the locked bucket, for org-trail."
  value       = aws_s3_bucket.this["trail"].id
  depends_on  = [aws_s3_bucket_policy.this, aws_s3_bucket_object_lock_configuration.trail]
}

output "kms_key_arn" {
  description = "ARN of the logs' key."
  value       = aws_kms_key.this.arn
}
