variable "environment" {
  description = "Name of the environment, for instance develop; it becomes part of names in AWS and of the resource in Kubernetes. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$", var.environment))
    error_message = "Write 1 to 32 lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit: the operator accepts no other name."
  }
}

variable "atlas_organization_id" {
  description = "Id of the organisation in Atlas, 24 hexadecimal digits. No default."
  type        = string

  validation {
    condition     = can(regex("^[0-9a-f]{24}$", var.atlas_organization_id))
    error_message = "Write the 24 hexadecimal digits that Atlas shows under Organization Settings; it is not the organisation in AWS."
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
  description = "Ids of the data subnets, in which the endpoint gets its addresses. No default."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "Give subnets in at least two zones: the database has nodes in three, and tasks find it by any of them."
  }
}

variable "task_security_group_id" {
  description = "Id of the security group that every task has; its members may reach the database. No default."
  type        = string

  validation {
    condition     = can(regex("^sg-[0-9a-z]+$", var.task_security_group_id))
    error_message = "Write the id of a security group, as network puts it out, for instance sg-0a1b2c3d."
  }
}

variable "instance_size" {
  description = "Size of each of the three nodes, M10 or more, billed by the hour; smaller ones have no private endpoint. Default M10."
  type        = string
  default     = "M10"

  validation {
    condition     = can(regex("^M([1-9][0-9]|[1-9][0-9][0-9])$", var.instance_size))
    error_message = "Write M10 or more, for instance M30: M0 to M5 have neither private endpoints nor keys of one's own."
  }
}

variable "max_instance_size" {
  description = "Largest size that Atlas may grow to by itself. Default the size itself, so that only the disk grows."
  type        = string
  default     = null

  validation {
    condition     = var.max_instance_size == null || try(tonumber(trimprefix(var.max_instance_size, "M")) >= tonumber(trimprefix(var.instance_size, "M")), false)
    error_message = "Write a size that is not less than instance_size, for instance M40, or leave it out."
  }
}

variable "mongodb_version" {
  description = "Major version of MongoDB. Default 8.0."
  type        = string
  default     = "8.0"

  validation {
    condition     = can(regex("^[7-9]\\.0$", var.mongodb_version))
    error_message = "Write a yearly release, for instance 8.0."
  }
}

variable "users" {
  description = "Which role of a task may do what: by a name for people, the role's ARN and the database roles by database, for instance {techdoc = {role_arn = \"arn:…\", databases = {techdoc = \"readWrite\"}}}. There are no passwords. Default none."
  type        = map(object({ role_arn = string, databases = map(string) }))
  default     = {}

  validation {
    condition     = alltrue([for user in values(var.users) : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/", user.role_arn)) && length(user.databases) > 0])
    error_message = "Give each user the ARN of a role and at least one database."
  }
  validation {
    condition     = alltrue(flatten([for user in values(var.users) : [for role in values(user.databases) : contains(["read", "readWrite", "dbAdmin"], role)]]))
    error_message = "A task may have read, readWrite or dbAdmin on a database, and nothing on all of them."
  }
}

variable "backup_retention_days" {
  description = "Days that daily backups are kept; any second of the last seven days can be restored besides. Default 35. Atlas bills what is kept."
  type        = number
  default     = 35

  validation {
    condition     = var.backup_retention_days >= 7 && var.backup_retention_days <= 3650
    error_message = "Write 7 to 3650 days."
  }
}
