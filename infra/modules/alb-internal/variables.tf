variable "environment" {
  description = "Name of the environment, for instance develop; it becomes part of names in AWS and of the resource in Kubernetes. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$", var.environment))
    error_message = "Write 1 to 32 lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit: the operator accepts no other name."
  }
}

variable "listeners" {
  description = "Names of the listeners that routes may ask for; each gets a load balancer of its own, since one takes at most 100 target groups (50 apps with blue/green). Each load balancer is billed by the hour. Default internal."
  type        = set(string)
  default     = ["internal"]

  validation {
    condition     = length(var.listeners) >= 1 && length(var.listeners) <= 10
    error_message = "Name 1 to 10 listeners: an environment takes no more than ten."
  }
  validation {
    condition     = alltrue([for name in var.listeners : can(regex("^[a-z]([-a-z0-9]*[a-z0-9])?$", name)) && length("${var.environment}-${name}") <= 32 && !startswith("${var.environment}-${name}", "internal-")])
    error_message = "Use lower-case letters, digits and hyphens, starting with a letter; <environment>-<listener> is the load balancer's name, which has at most 32 characters and must not begin with internal-."
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
  description = "Ids of the app subnets, in at least two zones. No default."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "Give subnets in at least two zones: a load balancer takes no fewer."
  }
}

variable "task_security_group_id" {
  description = "Id of the security group that every task has; the load balancers talk to its members alone. No default."
  type        = string

  validation {
    condition     = can(regex("^sg-[0-9a-z]+$", var.task_security_group_id))
    error_message = "Write the id of a security group, as network puts it out, for instance sg-0a1b2c3d."
  }
}

variable "client_cidrs" {
  description = "Networks that may open the apps, by a name that says whose they are, for instance {office = \"10.1.0.0/16\"}. Private addresses only. No default."
  type        = map(string)

  validation {
    condition     = length(var.client_cidrs) > 0 && alltrue([for cidr in var.client_cidrs : can(cidrhost(cidr, 0)) && can(regex("^(10\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|192\\.168\\.|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\.)", cidr))])
    error_message = "Write at least one private block (RFC 1918, or RFC 6598 for VPN clients), for instance {office = \"10.1.0.0/16\"}: the load balancers are internal."
  }
}

variable "certificate_arn" {
  description = "ARN of the ACM certificate of the environment's domain. No default."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/", var.certificate_arn))
    error_message = "Write the ARN of a certificate in ACM, as dns puts it out."
  }
}

variable "log_bucket_name" {
  description = "Name of the log archive's bucket for load balancers; it must accept SSE-S3, which is all that load balancers write. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.log_bucket_name))
    error_message = "Write the bucket's name, not its ARN."
  }
}

variable "ssl_policy" {
  description = "Which TLS is spoken. Default TLS 1.2 with forward secrecy and 1.3, with post-quantum key exchange where the client can."
  type        = string
  default     = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"

  validation {
    condition     = can(regex("^ELBSecurityPolicy-TLS13-1-[23]-", var.ssl_policy))
    error_message = "Take a policy whose name begins with ELBSecurityPolicy-TLS13-1-2- or -TLS13-1-3-: the organisation forbids older TLS."
  }
}
