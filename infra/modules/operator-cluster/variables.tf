variable "name" {
  description = "Name of the cluster, as operator-identity's roles trust it, for instance operator. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z][-a-z0-9]{0,39}$", var.name))
    error_message = "Write 1 to 40 lower-case letters, digits and hyphens, starting with a letter: roles and groups begin with it."
  }
}

variable "kubernetes_version" {
  description = "Minor version of Kubernetes. Default 1.34. EKS upgrades one version at a time, and supports each for 14 months."
  type        = string
  default     = "1.34"

  validation {
    condition     = can(regex("^1\\.[3-9][0-9]$", var.kubernetes_version))
    error_message = "Write a minor version from 1.30 on, for instance 1.34: the operator's chart accepts no older one."
  }
}

variable "vpc_id" {
  description = "Id of the VPC (output vpc_id of network). No default."
  type        = string

  validation {
    condition     = can(regex("^vpc-[0-9a-f]+$", var.vpc_id))
    error_message = "Write the id of a VPC, vpc- and hexadecimal digits."
  }
}

variable "subnet_ids" {
  description = "Private subnets of nodes and control plane, in two zones at least (output subnet_ids of network, tier app). No default."
  type        = list(string)

  validation {
    condition     = length(distinct(var.subnet_ids)) >= 2
    error_message = "Give two subnets at least, in different zones: EKS takes no fewer."
  }
}

variable "task_security_group_id" {
  description = "Id of the group whose members reach AWS, the internet by NAT, and here the Kubernetes API (output task_security_group_id of network). No default."
  type        = string

  validation {
    condition     = can(regex("^sg-[0-9a-f]+$", var.task_security_group_id))
    error_message = "Write the id of a security group, sg- and hexadecimal digits."
  }
}

variable "service_accounts" {
  description = "Service accounts of the operator's releases with the ARNs of their roles (output service_accounts of operator-identity). No default."
  type        = map(object({ namespace = string, name = string, role_arn = string }))

  validation {
    condition     = alltrue([for account in var.service_accounts : can(regex("^arn:aws:iam::[0-9]{12}:role/operator/", account.role_arn))])
    error_message = "Give each service account the ARN of a role at /operator/: the organisation protects those, and no others."
  }
}

variable "alarm_emails" {
  description = "Who is told by mail when no replica of a release leads. No default."
  type        = set(string)

  validation {
    condition     = length(var.alarm_emails) > 0 && alltrue([for email in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", email))])
    error_message = "Give at least one mail address, of whoever is on call."
  }
}

variable "runbooks_url" {
  description = "Address of docs/runbooks, to which alarms link, for instance https://gitlab.com/meddevo/meddevo/-/blob/master/docs/runbooks. No default."
  type        = string

  validation {
    condition     = can(regex("^https://.*[^/]$", var.runbooks_url))
    error_message = "Write an address that begins with https:// and does not end with a slash."
  }
}

variable "admin_permission_set" {
  description = "Permission set of Identity Center whose holders in this account administer the cluster. Default PlatformAdmin."
  type        = string
  default     = "PlatformAdmin"

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,32}$", var.admin_permission_set))
    error_message = "Write the name of a permission set of module identity-center, for instance PlatformAdmin."
  }
}

variable "instance_type" {
  description = "Type of the nodes, with an ARM processor. Default t4g.medium, 2 vCPU and 4 GiB: two of them hold both releases of the operator, Flux and Prometheus."
  type        = string
  default     = "t4g.medium"

  validation {
    condition     = can(regex("^[a-z]+[0-9]+g[a-z]*\\.[0-9a-z]+$", var.instance_type))
    error_message = "Take a type with an ARM processor, for instance t4g.medium or m7g.large: the nodes' image is built for it."
  }
}

variable "log_retention_days" {
  description = "Days after which logs of the Kubernetes API, the audit log among them, are deleted. Default 365. CloudWatch Logs bills what is kept per GB and month."
  type        = number
  default     = 365

  validation {
    condition     = contains([90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "Take a number of days that CloudWatch Logs knows, 90 at least, since an audit asks for them: 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}
