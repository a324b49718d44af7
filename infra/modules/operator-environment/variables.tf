variable "environment" {
  description = "Name of the environment, for instance develop; it becomes part of names in AWS and of the resource in Kubernetes. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$", var.environment))
    error_message = "Write 1 to 32 lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit: the operator accepts no other name."
  }
}

variable "namespaces" {
  description = "Kubernetes namespaces whose apps may name the environment. Default the environment's own name."
  type        = set(string)
  default     = null

  validation {
    condition     = var.namespaces == null || try(length(var.namespaces) >= 1 && length(var.namespaces) <= 50 && alltrue([for name in var.namespaces : can(regex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", name))]), false)
    error_message = "Name 1 to 50 namespaces of lower-case letters, digits and hyphens, as Kubernetes takes them."
  }
}

variable "role_arn" {
  description = "ARN of the role that the operator assumes. No default."
  type        = string

  validation {
    condition     = startswith(var.role_arn, "arn:aws:iam::${data.aws_caller_identity.this.account_id}:role/operator/")
    error_message = "${var.role_arn} is not an operator's role of this account, ${data.aws_caller_identity.this.account_id}: take role_arn of operator-iam in this account. An environment that names another account's role would drive that account."
  }
}

variable "external_id" {
  description = "External id that the role's trust policy asks for. No default."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@:/_-]+$", var.external_id)) && length(var.external_id) >= 2 && length(var.external_id) <= 1224
    error_message = "Write the external id that operator-iam was given."
  }
}

variable "cluster_name" {
  description = "Name of the ECS cluster. No default."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,255}$", var.cluster_name))
    error_message = "Write the cluster's name, not its ARN."
  }
}

variable "network" {
  description = "Where tasks get their addresses: the VPC's id, 1 to 16 subnets, and 1 to 4 security groups that every task gets. No default."
  type        = object({ vpc_id = string, subnet_ids = list(string), security_group_ids = list(string) })

  validation {
    condition     = length(var.network.subnet_ids) >= 1 && length(var.network.subnet_ids) <= 16
    error_message = "Give 1 to 16 subnets: ECS takes no more."
  }
  validation {
    condition     = length(var.network.security_group_ids) >= 1 && length(var.network.security_group_ids) <= 4
    error_message = "Give 1 to 4 security groups: a task takes five, and one is the app's own."
  }
}

variable "listeners" {
  description = "Listeners that routes may name, by name, as alb-internal puts them out; priorities are those that the operator may use, by default 1000 to 49000. No default."
  type = map(object({
    arn             = string
    loadBalancerArn = string
    dnsName         = string
    hostedZoneId    = string
    securityGroupId = string
    priorities      = optional(object({ from = number, to = number }), { from = 1000, to = 49000 })
  }))

  validation {
    condition     = length(var.listeners) <= 10 && alltrue([for name in keys(var.listeners) : can(regex("^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$", name))])
    error_message = "Name at most 10 listeners, each with 1 to 63 lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit."
  }
  validation {
    condition     = length(distinct(values(var.listeners)[*].arn)) == length(var.listeners)
    error_message = "Two listeners have the same ARN: routes of both would fight for its rules."
  }
  validation {
    condition     = alltrue([for listener in values(var.listeners) : listener.priorities.from >= 1 && listener.priorities.from <= listener.priorities.to && listener.priorities.to <= 50000])
    error_message = "Write priorities from 1 to 50000, the lower one as from."
  }
}

variable "discovery" {
  description = "The Cloud Map namespace in which services find each other. Default none; then apps cannot ask for a name in it."
  type        = object({ namespace_id = string, name = string })
  default     = null

  validation {
    condition     = var.discovery == null || try(startswith(var.discovery.namespace_id, "ns-") && can(regex("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", var.discovery.name)), false)
    error_message = "Write the namespace's id, for instance ns-0abc1def, and its name in lower case without a dot at its end."
  }
}

variable "dns" {
  description = "The Route 53 zone that apps get names in. Default none; then apps cannot ask for a name in it."
  type        = object({ zone_id = string, domain = string })
  default     = null

  validation {
    condition     = var.dns == null || try(startswith(var.dns.zone_id, "Z") && can(regex("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", var.dns.domain)) && length(var.dns.domain) <= 189, false)
    error_message = "Write the zone's id, for instance Z0123456789ABCDEFGHIJ, and its name in lower case without a dot at its end."
  }
}

variable "files" {
  description = "The file system whose folders apps may ask for, and the security group of its mount targets. Default none. Once given it cannot be taken away."
  type        = object({ file_system_id = string, security_group_id = string })
  default     = null

  validation {
    condition     = var.files == null || try(startswith(var.files.file_system_id, "fs-") && startswith(var.files.security_group_id, "sg-"), false)
    error_message = "Write the file system's id, for instance fs-0a1b2c3d, and the id of its mount targets' security group."
  }
}

variable "datadog" {
  description = "How Datadog's agent runs beside apps that ask for it: the site, the secret of the API key, whether logs go past CloudWatch (by default not), and the images of agent and log router, by default out of the registry's cache of ECR Public. Default none. It needs a way out: without NAT nothing of it arrives."
  type = object({
    site                = string
    api_key_secret_name = string
    logs                = optional(bool, false)
    agent_image         = optional(string)
    router_image        = optional(string)
  })
  default = null

  validation {
    condition     = var.datadog == null || try(can(regex("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", var.datadog.site)) && can(regex("^[A-Za-z0-9/_+=.@-]{1,512}$", var.datadog.api_key_secret_name)) && !startswith(var.datadog.api_key_secret_name, "arn:"), false)
    error_message = "Write the site, for instance datadoghq.eu, and the secret's name, not its ARN."
  }
}

variable "registry" {
  description = "Where images come from, as ecr puts it out. No default."
  type        = object({ accountId = string, region = string, prefix = string })

  validation {
    condition     = can(regex("^[0-9]{12}$", var.registry.accountId)) && can(regex("^([a-z0-9]+([._-][a-z0-9]+)*/)*$", var.registry.prefix))
    error_message = "Write the account's 12 digits in quotes, and a prefix that ends with a slash."
  }
}

variable "roles" {
  description = "Roles of tasks, as operator-iam puts them out. No default."
  type        = object({ execution = string, task = string, infrastructure = string })

  validation {
    condition     = alltrue([for arn in values(var.roles) : startswith(arn, "arn:aws:iam::${data.aws_caller_identity.this.account_id}:role/")])
    error_message = "Each of the roles must be one of this account, ${data.aws_caller_identity.this.account_id}: ECS takes no other."
  }
}

variable "logs" {
  description = "Log groups of apps: days that lines are kept, unless an app says otherwise, and the ARN of their key. Days default 365."
  type        = object({ retention_days = optional(number, 365), kms_key_arn = string })

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.logs.retention_days)
    error_message = "Take a number of days that CloudWatch Logs knows, such as 30, 90, 365 or 731."
  }
}

variable "api_share" {
  description = "Share of AWS's request rates that the operator's reads may take in steady state, 0.01 to 0.9. Default 0.25."
  type        = number
  default     = 0.25

  validation {
    condition     = var.api_share >= 0.01 && var.api_share <= 0.9
    error_message = "Write a share from 0.01 to 0.9: others in the account need the rates too."
  }
}

variable "defaults" {
  description = "What apps get that say nothing: health check, seconds that a leaving task may finish in, seconds between the request to stop and the end. Default what the operator takes."
  type = object({
    healthCheck = optional(object({
      path               = optional(string)
      intervalSeconds    = optional(number)
      timeoutSeconds     = optional(number)
      healthyThreshold   = optional(number)
      unhealthyThreshold = optional(number)
      matcher            = optional(string)
    }))
    deregistrationSeconds = optional(number)
    stopSeconds           = optional(number)
  })
  default = {}

  validation {
    condition     = try(var.defaults.healthCheck.timeoutSeconds < var.defaults.healthCheck.intervalSeconds, true)
    error_message = "A health check must time out before the next one begins: make timeoutSeconds less than intervalSeconds."
  }
}

variable "guardrails" {
  description = "What apps may not exceed: CPU units, memory in MiB, tasks, and whether each must say how it is checked and mount its root read-only. Default no limits."
  type = object({
    maxCpu                        = optional(number)
    maxMemory                     = optional(number)
    maxReplicas                   = optional(number)
    requireHealthCheck            = optional(bool)
    requireReadOnlyRootFileSystem = optional(bool)
  })
  default = {}

  validation {
    condition = alltrue([
      for field, bounds in { maxCpu = [256, 16384], maxMemory = [512, 122880], maxReplicas = [1, 1000] } :
      try(var.guardrails[field] >= bounds[0] && var.guardrails[field] <= bounds[1], var.guardrails[field] == null)
    ])
    error_message = "Write maxCpu from 256 to 16384, maxMemory from 512 to 122880, maxReplicas from 1 to 1000, or leave them out."
  }
}
