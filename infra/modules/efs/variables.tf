variable "environment" {
  description = "Name of the environment, for instance develop; it becomes part of names in AWS and of the resource in Kubernetes. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$", var.environment))
    error_message = "Write 1 to 32 lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit: the operator accepts no other name."
  }
}

variable "vpc_id" {
  description = "Id of the VPC. No default."
  type        = string

  validation {
    condition     = can(regex("^vpc-[0-9a-z]+$", var.vpc_id))
    error_message = "Write the id of a VPC, as network puts it out, for instance vpc-0a1b2c3d."
  }
}

variable "subnet_ids" {
  description = "Ids of the data subnets, one in each zone in which tasks run. No default."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "Give at least two subnets in different zones: a task of a zone without a mount target cannot start."
  }
}

variable "task_security_group_id" {
  description = "Id of the security group that every task has; its members may reach the mount targets. No default."
  type        = string

  validation {
    condition     = can(regex("^sg-[0-9a-z]+$", var.task_security_group_id))
    error_message = "Write the id of a security group, as network puts it out, for instance sg-0a1b2c3d."
  }
}

variable "replica_region" {
  description = "Region that a read-only copy is kept in, at most 15 minutes old; it is billed like a second file system, and so is the transfer. Default none."
  type        = string
  default     = null

  validation {
    condition     = var.replica_region == null || can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]+$", var.replica_region))
    error_message = "Write a region, for instance eu-west-1, or leave it out."
  }
}
