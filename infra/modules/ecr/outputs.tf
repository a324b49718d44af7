output "registry" {
  description = "The registry, as MeddevoEnvironment.spec.registry takes it."
  value       = { accountId = local.account_id, region = local.region, prefix = var.prefix }
}

output "registry_host" {
  description = "Host that images are pulled from and pushed to."
  value       = "${local.account_id}.dkr.ecr.${local.region}.amazonaws.com"
}

output "kms_key_arn" {
  description = "ARN of the key that our own repositories are encrypted with, for MeddevoRegistry.spec.kmsKeyArn."
  value       = aws_kms_key.this.arn
}

output "push_role_arns" {
  description = "ARNs of the pipeline's roles that may push, for MeddevoRegistry.spec.pushers."
  value       = sort(var.push_role_arns)
}

output "moving_tags" {
  description = "Tags that may move, for MeddevoRegistry.spec.tags.moving: what says otherwise would be changed back and forth."
  value       = sort(var.moving_tags)
}
