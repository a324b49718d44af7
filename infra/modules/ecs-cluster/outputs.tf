output "cluster_name" {
  description = "Name of the cluster."
  value       = aws_ecs_cluster.this.name
}

output "cluster_arn" {
  description = "ARN of the cluster."
  value       = aws_ecs_cluster.this.arn
}

output "kms_key_arn" {
  description = "ARN of the key for the log groups of apps."
  value       = aws_kms_key.this.arn
}

output "exec_log_group_name" {
  description = "Name of the log group in which ECS Exec sessions are recorded; it is not handed on to anybody."
  value       = aws_cloudwatch_log_group.exec.name
}
