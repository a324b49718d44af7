output "vpc_id" {
  description = "Id of the VPC."
  value       = aws_vpc.this.id
}

output "vpc_cidr" {
  description = "Addresses of the VPC."
  value       = aws_vpc.this.cidr_block
}

output "subnet_ids" {
  description = "Ids of the subnets by tier (app, data, endpoint), in the order of the zones."
  value = {
    for tier in ["app", "data", "endpoint"] : tier => [for zone in var.availability_zones : aws_subnet.this["${tier}-${zone}"].id]
  }
}

output "task_security_group_id" {
  description = "Id of the security group that every task of the environment has."
  value       = aws_security_group.tasks.id
}
