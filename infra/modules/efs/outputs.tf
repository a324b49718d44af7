output "file_system_id" {
  description = "Id of the file system, once it can be mounted."
  value       = aws_efs_file_system.this.id
  depends_on  = [aws_efs_mount_target.this, aws_efs_file_system_policy.this]
}

output "file_system_arn" {
  description = "ARN of the file system."
  value       = aws_efs_file_system.this.arn
}

output "security_group_id" {
  description = "Id of the mount targets' security group."
  value       = aws_security_group.this.id
}
