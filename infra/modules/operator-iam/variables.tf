variable "name" {
  description = "Name of the MeddevoEnvironment or MeddevoRegistry that the operator enters with this role, for instance develop. No default."
  type        = string

  validation {
    condition     = can(regex("^[a-z]([-a-z0-9]{0,30}[a-z0-9])?$", var.name))
    error_message = "Write 1 to 32 lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit: the operator accepts no other name."
  }
}

variable "operator_principal_arn" {
  description = "ARN of the role that the operator's pods have (module operator-identity); it alone may assume this one. No default."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", var.operator_principal_arn))
    error_message = "Write the ARN of one role, for instance arn:aws:iam::444444444444:role/operator/meddevo-operator-develop; neither a wildcard nor a whole account."
  }
}

variable "image_reader_principal_arns" {
  description = "ARNs of pods' roles of releases that keep a registry from which this environment pulls, and do not drive it: they may read which images it needs, and do nothing else. Default none."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.image_reader_principal_arns : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$", arn)) && arn != var.operator_principal_arn])
    error_message = "Write the ARNs of other roles than the one that drives the environment, without wildcards."
  }
  validation {
    condition     = length(var.image_reader_principal_arns) == 0 || var.registry == null
    error_message = "Nobody reads images by a registry's role: leave it out."
  }
}

variable "external_id" {
  description = "External id that the operator must say, another one for each environment, for instance develop-7d1f; it keeps an environment's name from opening another one's account. No default."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@:/_-]+$", var.external_id)) && length(var.external_id) >= 2 && length(var.external_id) <= 1224
    error_message = "Write 2 to 1,224 letters, digits or characters of + = , . @ : / _ -, as MeddevoEnvironment.spec.aws.externalId takes them."
  }
}

variable "organization_id" {
  description = "Id of the AWS organisation, for instance o-meddevo0001. No default."
  type        = string

  validation {
    condition     = can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "Write the id of the organisation, o- and 10 to 32 lower-case letters or digits, as aws organizations describe-organization shows it."
  }
}

variable "environment" {
  description = "What the operator drives in this account, by the outputs of the other modules. adopt lets it take over what nobody tagged, for specs that say adopt: true. Default none; give either this or registry."
  type = object({
    cluster_name        = string
    vpc_id              = string
    load_balancer_names = set(string)
    namespace_arn       = string
    namespace_zone_id   = string
    zone_id             = string
    file_system_arn     = string
    registry            = object({ accountId = string, region = string, prefix = string })
    adopt               = optional(bool, false)
  })
  default = null

  validation {
    condition     = (var.environment == null) != (var.registry == null)
    error_message = "Give either environment or registry: a registry has an account and a role of its own."
  }
  validation {
    condition     = var.environment == null || try(length(var.environment.load_balancer_names) > 0 && !contains(var.environment.load_balancer_names, "*"), false)
    error_message = "Name the load balancers whose listeners the operator may add rules to, none of them by a lone wildcard."
  }
}

variable "registry" {
  description = "What the operator looks after in the registry's account: what repositories begin with, ending with a slash, and the ARN of their key. Default none; give either this or environment."
  type        = object({ prefix = string, kms_key_arn = string })
  default     = null

  validation {
    condition     = var.registry == null || try(can(regex("^([a-z0-9]+([._-][a-z0-9]+)*/)+$", var.registry.prefix)), false)
    error_message = "Write the prefix with its slash, for instance meddevo/: repositories with another beginning are nobody's business."
  }
}
