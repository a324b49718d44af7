variable "environment" {
  description = "Name of the environment, for instance develop; it becomes part of names in AWS and of the resource in Kubernetes. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$", var.environment))
    error_message = "Write 1 to 32 lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit: the operator accepts no other name."
  }
}

variable "sources" {
  description = "What is listened to: ecs (tasks, services and deployments change state), api (somebody changes what the operator drives, as CloudTrail tells) and ecr (a push into this account's registry). Default ecs and api; a registry's account takes ecr."
  type        = set(string)
  default     = ["ecs", "api"]

  validation {
    condition     = length(var.sources) > 0 && length(setsubtract(var.sources, ["ecs", "api", "ecr"])) == 0
    error_message = "Name one or more of ecs, api and ecr."
  }
}

variable "cluster_arn" {
  description = "ARN of the ECS cluster whose events are wanted. Default every cluster of the account."
  type        = string
  default     = null

  validation {
    condition     = var.cluster_arn == null || can(regex("^arn:aws[a-z-]*:ecs:[a-z0-9-]+:[0-9]{12}:cluster/[A-Za-z0-9_-]+$", var.cluster_arn))
    error_message = "Write the ARN of a cluster, not its name."
  }
}

variable "reader_role_arn" {
  description = "ARN of the role that reads the queue, which is the operator's. No default."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", var.reader_role_arn))
    error_message = "Write the ARN of one role, for instance arn:aws:iam::555555555555:role/operator/meddevo-develop."
  }
}
